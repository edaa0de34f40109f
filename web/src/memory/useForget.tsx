import { App, Button } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useText } from '../i18n';
import { useMemoryChanges } from './useMemory';

/** How long it can be undone. */
const UNDO_MILLIS = 6_000;

/** Forgets with a way back: it is carried out when it can no longer be undone, or when the page is left. */
export function useForget() {
  const words = useText().memory;
  const offline = useText().offline;
  const { notification, message } = App.useApp();
  const { forget } = useMemoryChanges();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const timers = useRef(new Map<string, number>());
  const carry = useRef(forget);
  carry.current = forget;

  const show = useCallback((id: string) => setHidden((old) => new Set([...old].filter((other) => other !== id))), []);
  const carryOut = useCallback(
    (id: string) => {
      timers.current.delete(id);
      void carry.current(id).catch((e: Error) => { show(id); void message.error(e.message || offline); });
    },
    [show, message, offline],
  );
  const undo = (id: string) => {
    window.clearTimeout(timers.current.get(id));
    timers.current.delete(id);
    show(id);
    notification.destroy(id);
  };
  const forgetWithUndo = (id: string, text: string) => {
    setHidden((old) => new Set(old).add(id));
    timers.current.set(id, window.setTimeout(() => carryOut(id), UNDO_MILLIS));
    notification.open({
      key: id, title: words.forgotten, description: text, duration: UNDO_MILLIS / 1000 - 0.5, placement: 'bottomLeft',
      actions: <Button type="link" onClick={() => undo(id)}>{words.undo}</Button>,
    });
  };

  useEffect(() => {
    const waiting = timers.current;
    const flush = () => [...waiting].forEach(([id, timer]) => { window.clearTimeout(timer); carryOut(id); });
    addEventListener('pagehide', flush);
    return () => {
      removeEventListener('pagehide', flush);
      flush();
    };
  }, [carryOut]);

  return { hidden, forget: forgetWithUndo };
}
