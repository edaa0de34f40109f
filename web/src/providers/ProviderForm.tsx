import { useQuery } from '@tanstack/react-query';
import { Alert, Form, Input, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import { useText } from '../i18n';
import { providersApi, type Preset, type Provider } from './api';

interface Props {
  /** To be changed; undefined for a new one. */
  provider: Provider | undefined;
  done: () => void;
  cancel: () => void;
}

interface Fields {
  preset: string;
  id: string;
  baseUrl: string;
  key?: string;
  inHouse: boolean;
  models: string[];
}

/** Adds or changes a provider. The key goes one way. */
export function ProviderForm({ provider, done, cancel }: Props) {
  const words = useText();
  const text = words.providers;
  const [form] = Form.useForm<Fields>();
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);
  const { data: presets = [] } = useQuery({ queryKey: ['presets'], queryFn: providersApi.presets, staleTime: Infinity });
  const chosenName = Form.useWatch('preset', form);
  const preset: Preset | undefined = presets.find((p) => p.name === chosenName);
  const naming = document.documentElement.lang.startsWith('zh') ? preset?.namingZh : preset?.naming;

  const choose = (name: string) => {
    const chosen = presets.find((p) => p.name === name);
    if (chosen) form.setFieldsValue({ id: chosen.name === 'custom' ? '' : chosen.name, baseUrl: chosen.baseUrl, inHouse: chosen.inHouse });
  };
  const save = async (fields: Fields) => {
    setSaving(true);
    const known = new Map(provider?.models.map((m) => [m.name, m]));
    const change = {
      baseUrl: fields.baseUrl, inHouse: fields.inHouse, models: fields.models.map((name) => known.get(name) ?? { name }), ...(fields.key ? { key: fields.key } : {}),
    };
    try {
      if (provider) await providersApi.change(provider.id, change);
      else await providersApi.add({ ...change, id: fields.id, preset: fields.preset === 'custom' ? '' : fields.preset, kind: preset?.kind ?? 'OPENAI' });
      done();
    } catch (e) {
      setProblem((e as Error).message);
      setSaving(false);
    }
  };

  const needed = [{ required: true, message: text.required }];
  return (
    <Modal open title={provider ? text.edit(provider.id) : text.add} okText={words.save} cancelText={words.cancel} confirmLoading={saving} onOk={() => form.submit()} onCancel={cancel}>
      <Form
        form={form} layout="vertical" onFinish={(fields) => void save(fields)}
        initialValues={provider ? { ...provider, models: provider.models.map((m) => m.name) } : { inHouse: false, models: [] }}
      >
        {!provider && (
          <>
            <Form.Item name="preset" label={text.preset} rules={needed}>
              <Select autoFocus showSearch={{ optionFilterProp: 'label' }} onChange={choose} options={presets.map((p) => ({ value: p.name, label: p.title }))} />
            </Form.Item>
            <Form.Item name="id" label={text.id} extra={text.idHelp} rules={needed}><Input autoComplete="off" /></Form.Item>
          </>
        )}
        <Form.Item name="baseUrl" label={text.baseUrl} rules={needed}><Input inputMode="url" autoComplete="off" /></Form.Item>
        <Form.Item name="key" label={text.key} extra={provider?.hasKey ? text.keyKept : text.keyHelp}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="models" label={text.models} extra={naming ?? text.modelsHelp}><Select mode="tags" open={false} suffix={null} tokenSeparators={[',', ' ']} /></Form.Item>
        <Form.Item name="inHouse" label={text.inHouse} valuePropName="checked"><Switch /></Form.Item>
        {problem && <Alert role="alert" type="error" title={problem} />}
      </Form>
    </Modal>
  );
}
