import { useQueryClient } from '@tanstack/react-query';
import { Alert, Form, Modal } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { useText } from '../i18n';

interface Props<F> {
  title: string;
  open: boolean;
  close: () => void;
  add: (fields: F) => Promise<unknown>;
  /** What is read anew afterwards. */
  list: readonly string[];
  children: ReactNode;
}

/** A form for something new that agents may reach. */
export function AddConnector<F extends object>({ title, open, close, add, list, children }: Props<F>) {
  const text = useText();
  const client = useQueryClient();
  const id = useId();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState('');
  const save = async (fields: F) => {
    setSaving(true);
    setProblem('');
    try {
      await add(fields);
      await client.invalidateQueries({ queryKey: list });
      close();
    } catch (e) {
      setProblem((e as Error).message || text.offline);
    }
    setSaving(false);
  };
  return (
    <Modal
      open={open} destroyOnHidden onCancel={close} afterClose={() => setProblem('')} title={title}
      okText={text.save} cancelText={text.cancel} okButtonProps={{ htmlType: 'submit', form: id }} confirmLoading={saving}
    >
      <Form id={id} layout="vertical" requiredMark={false} preserve={false} onFinish={(fields: F) => void save(fields)}>
        {children}
        {problem && <Alert role="alert" type="error" showIcon title={problem} />}
      </Form>
    </Modal>
  );
}
