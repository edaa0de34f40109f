import { SmileOutlined } from '@ant-design/icons';
import { Alert, Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { Assistant, Persona } from '../api/types';
import { useText } from '../i18n';
import { assistantsApi } from './api';
import { Preview } from './Preview';
import { useLanguage, usePersonas } from './useAssistants';
import { usePreview } from './usePreview';

export const PLAIN = 'plain';

interface Props {
  /** Id of the one in force; null for none. */
  value: string | null;
  assistant: Assistant | undefined;
  change: (persona: string) => Promise<void>;
}

type Where = 'here' | 'assistant' | 'everywhere';

/** Chooses a way of speaking, after hearing it on a sentence, for one conversation or more. */
export function PersonaPicker({ value, assistant, change }: Props) {
  const text = useText();
  const words = text.assistants;
  const language = useLanguage();
  const { list, then } = usePersonas();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(PLAIN);
  const [where, setWhere] = useState<Where>('here');
  const [problem, setProblem] = useState('');
  const { hear, ...heard } = usePreview();
  const current = list?.personas.find((persona) => persona.id === value);

  const show = () => {
    setChosen(current?.id ?? PLAIN);
    setWhere('here');
    setProblem('');
    setOpen(true);
  };
  const save = async () => {
    try {
      if (where === 'assistant' && assistant) await then(assistantsApi.choosePersona(assistant.id, chosen));
      if (where === 'everywhere') await then(assistantsApi.choosePersona(null, chosen === PLAIN ? null : chosen));
      await change(chosen);
      setOpen(false);
    } catch (e) {
      setProblem((e as Error).message || text.offline);
    }
  };
  const row = (id: string, name: string, detail: string) => (
    <div key={id} style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
      <Radio value={id} style={{ flex: 1, minWidth: 0 }}><strong>{name}</strong> <span style={{ opacity: 0.7 }}>{detail}</span></Radio>
      <Button size="small" aria-label={words.preview(name)} onClick={() => void hear(name, { persona: id === PLAIN ? null : id })}>{words.previewShort}</Button>
    </div>
  );
  const name = (persona: Persona) => persona.style.name[language];
  const label = words.personaOf(current ? name(current) : words.plain);
  const places = [
    { value: 'here', label: words.here }, ...(assistant ? [{ value: 'assistant', label: words.always(assistant.manifest.name[language]) }] : []), { value: 'everywhere', label: words.everywhere },
  ];
  return <>
    <Button type="text" size="small" icon={<SmileOutlined />} onClick={show} aria-haspopup="dialog" aria-label={label}>{label}</Button>
    <Modal open={open} onCancel={() => setOpen(false)} onOk={() => void save()} okText={text.save} cancelText={text.cancel} title={words.persona} destroyOnHidden>
      <Radio.Group value={chosen} onChange={(e) => setChosen(e.target.value as string)} aria-label={words.persona} style={{ display: 'grid', gap: 8, maxHeight: '40vh', overflowY: 'auto' }}>
        {row(PLAIN, words.plain, words.plainDetail)}
        {list?.personas.map((persona) => row(persona.id, name(persona), persona.style.voice[language]))}
      </Radio.Group>
      <Preview {...heard} />
      <Radio.Group value={where} onChange={(e) => setWhere(e.target.value as Where)} aria-label={words.scope} options={places} style={{ marginTop: 12, display: 'grid', gap: 4 }} />
      {problem && <Alert role="alert" type="error" showIcon title={problem} style={{ marginTop: 12 }} />}
    </Modal>
  </>;
}
