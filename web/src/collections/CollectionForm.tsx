import { Alert, Form, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useText } from '../i18n';
import type { Called } from './useCollections';

interface Props {
  title: string;
  /** What it is called so far. */
  called: Called | undefined;
  open: boolean;
  close: () => void;
  save: (called: Called) => Promise<void>;
}

/** What a collection is called, and what it is for. */
export function CollectionForm({ title, called, open, close, save }: Props) {
  const text = useText();
  const words = text.collections;
  const id = useId();
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);

  const finish = async (fields: Called) => {
    setSaving(true);
    setProblem('');
    try {
      await save(fields);
      close();
    } catch (e) {
      setProblem((e as Error).message || text.offline);
    }
    setSaving(false);
  };
  return (
    <Modal open={open} title={title} destroyOnHidden onCancel={close} okText={text.save} cancelText={text.cancel} confirmLoading={saving} okButtonProps={{ htmlType: 'submit', form: id }}>
      <Form id={id} layout="vertical" requiredMark={false} preserve={false} initialValues={called} onFinish={(fields: Called) => void finish(fields)}>
        <Form.Item name="name" label={words.name} rules={[{ required: true, whitespace: true, message: words.nameNeeded }]}><Input maxLength={100} autoComplete="off" /></Form.Item>
        <Form.Item name="purpose" label={words.purpose}><Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} /></Form.Item>
        {problem && <Alert role="alert" type="error" showIcon title={problem} />}
      </Form>
    </Modal>
  );
}
