import { ArrowLeftOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, Select, Typography } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Assistant, Field } from '../api/types';
import { useText, type Language } from '../i18n';
import { assistantsApi } from './api';
import { begin, useLanguage } from './useAssistants';

interface Props {
  assistant: Assistant;
  disabled: boolean;
  /** What was handed over; stands in the field for long texts. */
  handed: string | undefined;
  ask: (words: string) => Promise<void>;
}

const control = (field: Field, language: Language) => {
  const placeholder = field.hint[language];
  if (field.kind === 'CHOICE') return <Select allowClear={!field.required} options={field.options.map((o) => ({ value: o.value, label: o.label[language] }))} />;
  if (field.kind === 'LONG_TEXT') return <Input.TextArea placeholder={placeholder} autoSize={{ minRows: 4, maxRows: 12 }} />;
  return <Input placeholder={placeholder} />;
};

/** What an assistant asks for, and turns that can be said with a click. Ctrl+Enter sends from any field. */
export function AssistantForm({ assistant, disabled, handed, ask }: Props) {
  const text = useText();
  const words = text.assistants;
  const language = useLanguage();
  const [form] = Form.useForm<Record<string, string>>();
  const [problem, setProblem] = useState('');
  const [sending, setSending] = useState(false);
  const back = useRef<HTMLButtonElement>(null);
  const { manifest } = assistant;
  const forHanded = manifest.form.find((field) => field.kind === 'LONG_TEXT')?.name;
  const initial = Object.fromEntries(manifest.form.map((f) => [f.name, (f.name === forHanded && handed) || f.initial || undefined]));

  useEffect(() => back.current?.focus(), []);

  const submit = async (filled: Record<string, string | undefined>) => {
    setProblem('');
    setSending(true);
    try {
      const values = Object.fromEntries(Object.entries(filled).flatMap(([name, value]) => (value ? [[name, value]] : [])));
      await ask((await assistantsApi.turn(assistant.id, values, language)).content);
    } catch (e) {
      setProblem((e as Error).message || text.offline);
    }
    setSending(false);
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey) && !disabled) form.submit();
  };

  return (
    <section aria-label={manifest.name[language]}>
      <Button ref={back} type="text" icon={<ArrowLeftOutlined />} onClick={() => begin({})} style={{ marginInlineStart: -12 }}>{words.back}</Button>
      <Typography.Title level={1} style={{ fontSize: 24, margin: '4px 0' }}>{manifest.name[language]}</Typography.Title>
      <Typography.Paragraph type="secondary">{manifest.purpose[language]}</Typography.Paragraph>
      {manifest.form.length > 0 && (
        <Form form={form} layout="vertical" initialValues={initial} onFinish={(filled) => void submit(filled)} onKeyDown={onKeyDown}>
          <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 220px), 1fr))', columnGap: 16 }}>
            {manifest.form.map((field) => (
              <Form.Item
                key={field.name} name={field.name} label={field.label[language]} style={field.kind === 'LONG_TEXT' ? { gridColumn: '1 / -1' } : {}}
                rules={[{ required: field.required, whitespace: field.kind !== 'CHOICE', message: words.required(field.label[language]) }]}
              >
                {control(field, language)}
              </Form.Item>
            ))}
          </div>
          {problem && <Alert role="alert" type="error" showIcon title={problem} style={{ marginBottom: 12 }} />}
          <Button type="primary" htmlType="submit" disabled={disabled} loading={sending} title="Ctrl+Enter">{words.submit}</Button>
        </Form>
      )}
      {manifest.starters[language].length > 0 && <>
        <h2 style={{ margin: '24px 0 8px', fontSize: 16 }}>{words.starters}</h2>
        <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 260px), 1fr))', gap: 12 }}>
          {manifest.starters[language].map((starter) => (
            <Button
              key={starter} disabled={disabled || sending} onClick={() => void ask(starter)}
              style={{ height: 'auto', padding: '12px 16px', whiteSpace: 'normal', textAlign: 'start', justifyContent: 'flex-start' }}
            >
              {starter}
            </Button>
          ))}
        </div>
      </>}
    </section>
  );
}
