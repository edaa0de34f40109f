import { Alert, Button, Checkbox, Form, Input, Modal, Select } from 'antd';
import { useId, useState } from 'react';
import type { Permission } from '../api/types';
import { useSession } from '../account/useSession';
import { CodeBlock } from '../chat/CodeBlock';
import { ShownOnce } from '../app/ShownOnce';
import { useText } from '../i18n';
import { useModels } from '../models/useModels';
import { endsAfter, useExpiries } from './expiry';
import { LimitFields } from './LimitFields';
import { example, ROUTES, SCOPES, USUAL, type CreatedKey, type Limits, type NewKey } from './useKeys';

const USUAL_DAYS = 90;

interface Fields extends Limits {
  name: string;
  scopes: Permission[];
  models: string[];
  routes: string[];
  days: number;
}

interface Props {
  create: (key: NewKey) => Promise<CreatedKey>;
  open: boolean;
  close: () => void;
}

/** Makes a key; in the same dialog comes its secret, with how it is used. */
export function CreateKey({ create, open, close }: Props) {
  const text = useText();
  const words = text.keys;
  const { may } = useSession();
  const { models = [] } = useModels();
  // the dialog's button belongs to the form, so that Enter in a field sends it
  const id = useId();
  const [created, setCreated] = useState<CreatedKey>();
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);

  const save = async ({ days, ...key }: Fields) => {
    setSaving(true);
    setProblem('');
    try {
      setCreated(await create({ ...key, expiresAt: endsAfter(days) }));
    } catch (e) {
      setProblem((e as Error).message || text.offline);
    }
    setSaving(false);
  };
  const forget = () => {
    setCreated(undefined);
    setProblem('');
  };

  const scopes = SCOPES.filter(may).map((value) => ({ value, label: words.scopeNames[value] ?? value }));
  const days = useExpiries();
  return (
    <Modal
      open={open} destroyOnHidden afterClose={forget} onCancel={close} okButtonProps={{ htmlType: 'submit', form: id }} confirmLoading={saving} okText={words.createShort} cancelText={text.cancel}
      title={created ? words.newKey(created.key.name) : words.create} mask={{ closable: !created }}
      {...(created && { footer: <Button type="primary" onClick={close}>{words.done}</Button> })}
    >
      {created ? <Secret created={created} /> : (
        <Form id={id} layout="vertical" requiredMark={false} preserve={false} initialValues={{ scopes: USUAL.filter(may), models: [], routes: [], requestsPerMinute: null, tokensPerMinute: null, days: USUAL_DAYS }} onFinish={(fields: Fields) => void save(fields)}>
          <Form.Item name="name" label={words.name} extra={words.nameHelp} rules={[{ required: true, whitespace: true, message: text.account.needed }]}><Input autoFocus autoComplete="off" maxLength={100} /></Form.Item>
          <Form.Item name="scopes" label={words.scopes} rules={[{ required: true, message: words.scopeNeeded }]}><Checkbox.Group options={scopes} style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(160px, 1fr))', gap: 4 }} /></Form.Item>
          <Form.Item name="models" label={words.models} extra={words.modelsHelp}>
            <Select mode="tags" tokenSeparators={[',', ' ']} placeholder={words.allModels} options={models.map((m) => ({ value: m.name, label: m.name }))} />
          </Form.Item>
          <Form.Item name="routes" label={words.routes} extra={words.routesHelp}>
            <Select mode="tags" tokenSeparators={[',']} placeholder={words.allRoutes} options={ROUTES.map((value) => ({ value, label: value }))} />
          </Form.Item>
          <LimitFields />
          <Form.Item name="days" label={words.expires}><Select options={days} /></Form.Item>
          {problem && <Alert role="alert" type="error" showIcon title={problem} />}
        </Form>
      )}
    </Modal>
  );
}

function Secret({ created }: { created: CreatedKey }) {
  const words = useText().keys;
  return (
    <>
      <ShownOnce label={words.secret} secret={created.secret} />
      <p style={{ margin: '8px 0 16px' }}>{words.secretOnce}</p>
      <div>{words.baseUrl}: <code className="inline-code" style={{ overflowWrap: 'anywhere' }}>{location.origin}/v1</code></div>
      <div style={{ marginTop: 12 }}>{words.example}:</div>
      <CodeBlock code={example(location.origin, created)} language="bash" />
    </>
  );
}
