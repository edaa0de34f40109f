import { Alert, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useText } from '../i18n';

interface Props {
  root: string;
  add: (path: string, name: string) => Promise<void>;
  close: () => void;
}

/** Names a folder that is to be followed. */
export function AddFolder({ root, add, close }: Props) {
  const words = useText();
  const text = words.watched;
  const [form] = Form.useForm<{ path: string; name?: string }>();
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);

  const save = ({ path, name }: { path: string; name?: string }) => {
    setSaving(true);
    add(path, name ?? '').then(close, (e: Error) => {
      setProblem(e.message);
      setSaving(false);
    });
  };

  return (
    <Modal open title={text.add} okText={text.add} cancelText={words.cancel} confirmLoading={saving} onOk={() => form.submit()} onCancel={close}>
      <Form form={form} layout="vertical" onFinish={save}>
        <Form.Item name="path" label={text.path} extra={text.below(root)} rules={[{ required: true, message: text.required }]}>
          <Input autoFocus autoComplete="off" spellCheck={false} maxLength={1000} onPressEnter={form.submit} />
        </Form.Item>
        <Form.Item name="name" label={text.name} extra={text.nameHelp}>
          <Input autoComplete="off" maxLength={100} onPressEnter={form.submit} />
        </Form.Item>
        {problem && <Alert role="alert" type="error" title={problem} />}
      </Form>
    </Modal>
  );
}
