import { Alert, Checkbox, Form, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import type { Assistant, Manifest } from '../api/types';
import { DrawnCollections } from '../collections/DrawnCollections';
import { useSession } from '../account/useSession';
import { useText } from '../i18n';
import { sent, type Sounding } from '../voice/manner';
import { usualOf, useVoicePreferences } from '../voice/preferences';
import { VoiceFields } from '../voice/VoiceFields';
import { VoiceNote } from '../voice/VoiceNote';
import type { WantedManifest } from './api';
import { useLanguage, usePersonas } from './useAssistants';
import { written } from './written';

interface Fields {
  name: string;
  purpose: string;
  prompt: string;
  starters?: string;
  persona?: string;
  speech?: Sounding;
  form?: string;
  turn?: string;
  shared: boolean;
}

interface Props {
  /** Undefined for a new one. */
  assistant: Assistant | undefined;
  open: boolean;
  close: () => void;
  save: (manifest: WantedManifest, shared: boolean) => Promise<void>;
}

/** An assistant of one's own, in the page's language; the other language's texts stay as they are. */
export function AssistantEditor({ assistant, open, close, save }: Props) {
  const text = useText();
  const words = text.assistants;
  const language = useLanguage();
  const id = useId();
  const { person } = useSession();
  const [preferences] = useVoicePreferences(person.id);
  const { list } = usePersonas();
  const [problem, setProblem] = useState('');
  const old = assistant?.manifest;

  const manifest = (fields: Fields): WantedManifest => {
    const lines = (fields.starters ?? '').split('\n').map((line) => line.trim()).filter(Boolean);
    const other = language === 'zh' ? 'en' : 'zh';
    const same = !old || old.starters.zh.join('\n') === old.starters.en.join('\n');
    return {
      id: old?.id ?? 'own', version: old?.version ?? '1.0.0', model: old?.model ?? null, tools: old?.tools ?? [], persona: fields.persona ?? null, speech: sent(fields.speech),
      name: written(old?.name, language, fields.name), purpose: written(old?.purpose, language, fields.purpose), prompt: written(old?.prompt, language, fields.prompt),
      starters: { [language]: lines, [other]: same ? lines : old.starters[other] } as Manifest['starters'],
      form: JSON.parse(fields.form?.trim() || '[]') as Manifest['form'], turn: written(old?.turn, language, fields.turn ?? ''),
    };
  };
  const finish = async (fields: Fields) => {
    setProblem('');
    try {
      await save(manifest(fields), fields.shared);
      close();
    } catch (e) {
      setProblem(e instanceof SyntaxError ? `${words.formWrong}: ${e.message}` : (e as Error).message || text.offline);
    }
  };
  const initial: Partial<Fields> = old
    ? {
        name: old.name[language], purpose: old.purpose[language], prompt: old.prompt[language], starters: old.starters[language].join('\n'), ...(old.persona && { persona: old.persona }), speech: old.speech ?? {},
        form: JSON.stringify(old.form, null, 1), turn: old.turn[language], shared: assistant?.shared ?? false,
      }
    : { shared: false };
  const needed = (label: string) => [{ required: true, whitespace: true, message: words.required(label) }];
  return (
    <Modal
      open={open} onCancel={close} destroyOnHidden width={640} okButtonProps={{ htmlType: 'submit', form: id }} okText={text.save} cancelText={text.cancel}
      title={old ? words.change(old.name[language]) : words.create}
    >
      <Form id={id} layout="vertical" requiredMark={false} preserve={false} initialValues={initial} onFinish={(fields: Fields) => void finish(fields)}>
        <Form.Item name="name" label={words.name} rules={needed(words.name)}><Input maxLength={60} /></Form.Item>
        <Form.Item name="purpose" label={words.purpose} rules={needed(words.purpose)}><Input maxLength={300} /></Form.Item>
        <Form.Item name="prompt" label={words.prompt} rules={needed(words.prompt)}><Input.TextArea maxLength={8000} autoSize={{ minRows: 4, maxRows: 12 }} /></Form.Item>
        <Form.Item name="starters" label={words.startersField}><Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} /></Form.Item>
        <Form.Item name="persona" label={words.personaField}>
          <Select allowClear options={list?.personas.map((persona) => ({ value: persona.id, label: persona.style.name[language] })) ?? []} />
        </Form.Item>
        <VoiceNote />
        <Form.Item name="speech" label={words.speech} extra={words.speechDetail}><VoiceFields otherwise={usualOf(preferences)} open={words.speechAsPersona} /></Form.Item>
        {assistant && <DrawnCollections assistant={assistant.id} />}
        <Form.Item name="form" label={words.formField} extra={words.formHelp}><Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} spellCheck={false} /></Form.Item>
        <Form.Item name="turn" label={words.turnField} extra={words.turnHelp}><Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} spellCheck={false} /></Form.Item>
        <Form.Item name="shared" valuePropName="checked"><Checkbox>{words.share}</Checkbox></Form.Item>
        {problem && <Alert role="alert" type="error" showIcon title={problem} />}
      </Form>
    </Modal>
  );
}
