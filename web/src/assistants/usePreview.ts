import { useCallback, useEffect, useRef, useState } from 'react';
import { useText } from '../i18n';
import { preview, type Heard } from './api';
import { useLanguage } from './useAssistants';

/** Lets one persona speak at a time; another one, or leaving, ends it. */
export function usePreview() {
  const text = useText();
  const language = useLanguage();
  const [said, setSaid] = useState('');
  const [of, setOf] = useState('');
  const [problem, setProblem] = useState('');
  const abort = useRef<AbortController>(undefined);

  const hear = useCallback(async (name: string, heard: Heard) => {
    abort.current?.abort();
    const controller = new AbortController();
    abort.current = controller;
    setOf(name);
    setSaid('');
    setProblem('');
    try {
      for await (const piece of preview(heard, language, controller.signal)) setSaid((old) => old + piece);
    } catch (e) {
      if (!controller.signal.aborted) setProblem((e as Error).message || text.offline);
    }
  }, [language, text]);

  useEffect(() => () => abort.current?.abort(), []);
  return { of, said, problem, hear };
}
