import { Alert, Form, Input, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import { useText } from '../i18n';
import { useModels } from '../models/useModels';
import { providersApi, type Alias, type Policy } from './api';

interface Props {
  /** To be changed; undefined for a new one. */
  alias: Alias | undefined;
  done: () => void;
  cancel: () => void;
}

/** Adds or changes an alias. */
export function AliasForm({ alias, done, cancel }: Props) {
  const words = useText();
  const text = words.providers;
  const [form] = Form.useForm<Alias>();
  const { models = [] } = useModels();
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);

  const save = (fields: Alias) => {
    setSaving(true);
    providersApi.putAlias({ ...fields, name: alias?.name ?? fields.name }).then(done, (e: Error) => {
      setProblem(e.message);
      setSaving(false);
    });
  };

  const needed = [{ required: true, message: text.required }];
  const policies = Object.entries(text.policies) as [Policy, string][];
  return (
    <Modal open title={alias ? text.edit(alias.name) : text.addAlias} okText={words.save} cancelText={words.cancel} confirmLoading={saving} onOk={() => form.submit()} onCancel={cancel}>
      <Form form={form} layout="vertical" onFinish={save} initialValues={alias ?? { policy: 'FALLBACK', targets: [], localOnly: false }}>
        {!alias && <Form.Item name="name" label={text.name} rules={needed}><Input autoFocus autoComplete="off" /></Form.Item>}
        <Form.Item name="targets" label={text.targets} rules={needed}>
          <Select mode="tags" options={models.filter((m) => m.provider !== 'alias').map((m) => ({ value: m.name, label: m.name }))} />
        </Form.Item>
        <Form.Item name="policy" label={text.policy}><Select options={policies.map(([value, label]) => ({ value, label }))} /></Form.Item>
        <Form.Item name="localOnly" label={text.localOnly} valuePropName="checked"><Switch /></Form.Item>
        {problem && <Alert role="alert" type="error" title={problem} />}
      </Form>
    </Modal>
  );
}
