import { Alert, Button, Collapse, Input } from 'antd';
import { useId, useState } from 'react';
import type { PersonaStyle } from '../api/types';
import { useText } from '../i18n';
import { assistantsApi } from './api';

/** Texts of one's own, from which the sliders are set; what they say is neither kept nor shown to a model. */
export function LearnManner({ learnt }: { learnt: (style: PersonaStyle) => void }) {
  const text = useText();
  const words = text.assistants;
  const id = useId();
  const [own, setOwn] = useState('');
  const [done, setDone] = useState(false);
  const [problem, setProblem] = useState('');

  const learn = async () => {
    setDone(false);
    setProblem('');
    try {
      learnt(await assistantsApi.learnPersona(own.split(/\n\s*\n/).filter((each) => each.trim())));
      setDone(true);
    } catch (e) {
      setProblem((e as Error).message || text.offline);
    }
  };
  const children = <>
    <label htmlFor={id} style={{ display: 'block', marginBottom: 4 }}>{words.learnDetail}</label>
    <Input.TextArea id={id} value={own} onChange={(e) => setOwn(e.target.value)} maxLength={20_000} autoSize={{ minRows: 3, maxRows: 8 }} />
    <Button onClick={() => void learn()} disabled={!own.trim()} style={{ marginTop: 8 }}>{words.learnShort}</Button>
    <div role="status" style={{ marginTop: 8 }}>{done && words.learnDone}</div>
    {problem && <Alert role="alert" type="error" showIcon title={problem} />}
  </>;
  return <Collapse size="small" style={{ marginBottom: 16 }} items={[{ key: 'learn', label: words.learn, children }]} />;
}
