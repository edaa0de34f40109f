import { Alert, Button, Form, Input, Modal, Select, Slider } from 'antd';
import { useId, useState } from 'react';
import type { Persona, PersonaStyle } from '../api/types';
import { useSession } from '../account/useSession';
import { useText } from '../i18n';
import { sent, type Sounding } from '../voice/manner';
import { usualOf, useVoicePreferences } from '../voice/preferences';
import { VoiceFields } from '../voice/VoiceFields';
import { VoiceNote } from '../voice/VoiceNote';
import type { WantedStyle } from './api';
import { LearnManner } from './LearnManner';
import { Preview } from './Preview';
import { useLanguage } from './useAssistants';
import { usePreview } from './usePreview';
import { written } from './written';

interface Fields extends Pick<PersonaStyle, 'length' | 'formality' | 'warmth' | 'emoji'> {
  name: string;
  voice?: string;
  address?: string;
  example?: string;
  words?: string;
  speech?: Sounding;
}

interface Props {
  /** Undefined for a new one. */
  persona: Persona | undefined;
  open: boolean;
  close: () => void;
  save: (style: WantedStyle) => Promise<void>;
}

/** A persona of one's own: three sliders and a sentence, or learnt from one's texts, and how that sounds. */
export function PersonaEditor({ persona, open, close, save }: Props) {
  const text = useText();
  const words = text.assistants;
  const language = useLanguage();
  const id = useId();
  const { person } = useSession();
  const [preferences] = useVoicePreferences(person.id);
  const [form] = Form.useForm<Fields>();
  const [problem, setProblem] = useState('');
  const { hear, ...heard } = usePreview();
  const old = persona?.style;

  const style = (fields: Fields): WantedStyle => ({
    length: fields.length, formality: fields.formality, warmth: fields.warmth, emoji: fields.emoji,
    name: written(old?.name, language, fields.name), voice: written(old?.voice, language, fields.voice ?? ''),
    address: written(old?.address, language, fields.address ?? ''), example: written(old?.example, language, fields.example ?? ''),
    words: written(old?.words, language, fields.words ?? ''), speech: sent(fields.speech),
  });
  const finish = async (fields: Fields) => {
    setProblem('');
    try {
      await save(style(fields));
      close();
    } catch (e) {
      setProblem((e as Error).message || text.offline);
    }
  };
  const initial: Fields = old
    ? { ...old, name: old.name[language], voice: old.voice[language], address: old.address[language], example: old.example[language], words: old.words[language], speech: old.speech ?? {} }
    : { name: '', length: 3, formality: 3, warmth: 3, emoji: 'NONE' };
  const slider = (name: 'length' | 'formality' | 'warmth', from: string, to: string) => (
    <Form.Item name={name} label={words[name]}><Slider min={1} max={5} marks={{ 1: from, 5: to }} ariaLabelForHandle={words[name]} style={{ marginInline: 16 }} /></Form.Item>
  );
  const learnt = ({ name, length, formality, warmth, emoji, example, words }: PersonaStyle) => form.setFieldsValue({
    length, formality, warmth, emoji, example: example[language], words: words[language], name: (form.getFieldValue('name') as string) || name[language],
  });
  const listen = () => void form.validateFields().then((fields) => hear(fields.name, { style: style(fields) })).catch(() => {});
  return (
    <Modal
      open={open} onCancel={close} destroyOnHidden okButtonProps={{ htmlType: 'submit', form: id }} okText={text.save} cancelText={text.cancel}
      title={old ? words.change(old.name[language]) : words.createPersona}
    >
      <Form form={form} id={id} layout="vertical" requiredMark={false} preserve={false} initialValues={initial} onFinish={(fields) => void finish(fields)}>
        {!old && <LearnManner learnt={learnt} />}
        <Form.Item name="name" label={words.name} rules={[{ required: true, whitespace: true, message: words.required(words.name) }]}><Input maxLength={30} /></Form.Item>
        {slider('length', words.short, words.long)}
        {slider('formality', words.casual, words.formal)}
        {slider('warmth', words.factual, words.tender)}
        <Form.Item name="example" label={words.example}><Input maxLength={300} /></Form.Item>
        <Form.Item name="words" label={words.manner}><Input maxLength={200} /></Form.Item>
        <Form.Item name="voice" label={words.voice}><Input.TextArea maxLength={600} autoSize={{ minRows: 2, maxRows: 6 }} /></Form.Item>
        <Form.Item name="address" label={words.address}><Input maxLength={30} /></Form.Item>
        <Form.Item name="emoji" label={words.emoji}><Select options={(['NONE', 'SOME', 'MANY'] as const).map((value) => ({ value, label: words.emojis[value] }))} /></Form.Item>
        <VoiceNote />
        <Form.Item name="speech" label={words.speech} extra={words.speechDetail}><VoiceFields otherwise={usualOf(preferences)} open={words.speechOpen} /></Form.Item>
        <Button onClick={listen}>{words.previewShort}</Button>
        <Preview {...heard} />
        {problem && <Alert role="alert" type="error" showIcon title={problem} style={{ marginTop: 12 }} />}
      </Form>
    </Modal>
  );
}
