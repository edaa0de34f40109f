import { Alert, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useText } from '../i18n';
import { webSearchApi, type WebService, type WebServiceKind, type WebServices } from './api';

interface Props {
  /** To be changed; undefined for a new one. */
  service: WebService | undefined;
  kinds: readonly WebServiceKind[];
  change: (made: Promise<WebServices>) => Promise<void>;
  close: () => void;
}

interface Fields {
  kind: string;
  address: string;
  key?: string;
}

/** Adds or changes a search service. The key goes one way. */
export function WebServiceForm({ service, kinds, change, close }: Props) {
  const words = useText();
  const text = words.webSearch;
  const [form] = Form.useForm<Fields>();
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);
  const chosen = Form.useWatch('kind', form);
  const kind = kinds.find((k) => k.kind === (service?.kind ?? chosen));

  const save = (fields: Fields) => {
    setSaving(true);
    const made = service ? webSearchApi.change(service.id, fields.address, fields.key) : webSearchApi.add(fields.kind, fields.address, fields.key ?? '');
    change(made).then(close, (e: Error) => {
      setProblem(e.message);
      setSaving(false);
    });
  };

  const needed = [{ required: true, message: text.required }];
  const title = service ? text.edit(text.kinds[service.kind] ?? service.kind) : text.add;
  return (
    <Modal open title={title} okText={words.save} cancelText={words.cancel} confirmLoading={saving} onOk={() => form.submit()} onCancel={close}>
      <Form form={form} layout="vertical" onFinish={save} initialValues={{ address: service?.address ?? '' }}>
        {!service && (
          <Form.Item name="kind" label={text.kind} rules={needed}>
            <Select
              autoFocus options={kinds.map((k) => ({ value: k.kind, label: text.kinds[k.kind] ?? k.kind }))}
              onChange={(name: string) => form.setFieldsValue({ address: kinds.find((k) => k.kind === name)?.address ?? '' })}
            />
          </Form.Item>
        )}
        {kind && text.help[kind.kind] && <p style={{ marginTop: 0 }}>{text.help[kind.kind]}</p>}
        <Form.Item name="address" label={text.address} rules={needed}><Input inputMode="url" autoComplete="off" onPressEnter={form.submit} /></Form.Item>
        <Form.Item name="key" label={text.key} extra={service?.hasKey ? text.keyKept : text.keyHelp} rules={kind?.needsKey && !service ? needed : []}>
          <Input.Password autoComplete="new-password" onPressEnter={form.submit} />
        </Form.Item>
        {problem && <Alert role="alert" type="error" title={problem} />}
      </Form>
    </Modal>
  );
}
