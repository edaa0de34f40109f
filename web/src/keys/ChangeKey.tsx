import { Alert, App, Form, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import type { ApiKey } from '../api/types';
import { useText } from '../i18n';
import { LimitFields } from './LimitFields';
import { endsAfter, KEEP, useExpiries } from './expiry';
import type { KeyTerms, Limits } from './useKeys';

interface Fields extends Limits {
  name: string;
  days: number;
}

interface Props {
  apiKey: ApiKey;
  change: (terms: KeyTerms) => Promise<void>;
  open: boolean;
  close: () => void;
}

/** Changes what can be changed of a key: its name, end and limits. */
export function ChangeKey({ apiKey, change, open, close }: Props) {
  const text = useText();
  const words = text.keys;
  const id = useId();
  const { message } = App.useApp();
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);
  const expiries = useExpiries();

  const save = async ({ name, days, requestsPerMinute, tokensPerMinute }: Fields) => {
    setSaving(true);
    setProblem('');
    try {
      await change({ name, requestsPerMinute: requestsPerMinute ?? null, tokensPerMinute: tokensPerMinute ?? null, expiresAt: days === KEEP ? apiKey.expiresAt : endsAfter(days) });
      message.success(words.changed(name));
      close();
    } catch (e) {
      setProblem((e as Error).message || text.offline);
    }
    setSaving(false);
  };

  return (
    <Modal open={open} destroyOnHidden onCancel={close} okButtonProps={{ htmlType: 'submit', form: id }} confirmLoading={saving} okText={text.save} cancelText={text.cancel} title={words.change(apiKey.name)}>
      <Form id={id} layout="vertical" requiredMark={false} preserve={false} initialValues={{ ...apiKey, days: KEEP }} onFinish={(fields: Fields) => void save(fields)}>
        <Form.Item name="name" label={words.name} rules={[{ required: true, whitespace: true, message: text.account.needed }]}><Input autoFocus autoComplete="off" maxLength={100} /></Form.Item>
        <Form.Item name="days" label={words.expires}><Select options={[{ value: KEEP, label: words.keepExpiry }, ...expiries]} /></Form.Item>
        <LimitFields />
        {problem && <Alert role="alert" type="error" showIcon title={problem} />}
      </Form>
    </Modal>
  );
}
