import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Select, Switch } from 'antd';
import { useId, useState } from 'react';
import { useSession } from '../account/useSession';
import { LoadNote } from '../app/LoadNote';
import { useText } from '../i18n';
import { TELLING, tellApi, type Telling } from './tellApi';

/** How people are told that runs ask them; who manages agents' secrets sets it here. */
export function TellingSection() {
  const text = useText();
  const words = text.telling;
  const { may } = useSession();
  const { data, error, isLoading, refetch } = useQuery({ queryKey: TELLING, queryFn: tellApi.get });
  const [changing, setChanging] = useState(false);
  const lines = [data?.mail && words.byMail(data.mail.server, data.mail.from), data?.bot && words.byBot(words.kinds[data.bot.kind] ?? data.bot.kind, data.bot.host)].filter(Boolean);
  return (
    <section aria-labelledby="agent-telling-title" style={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <h2 id="agent-telling-title" style={{ margin: 0, fontSize: 16 }}>{words.title}</h2>
      <p style={{ margin: 0 }}>{words.help}</p>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      {data && (lines.length === 0 ? <p style={{ margin: 0 }}>{words.none}</p> : lines.map((line) => <p key={String(line)} style={{ margin: 0, overflowWrap: 'anywhere' }}>{line}</p>))}
      {may('MANAGE_AGENT_SECRETS') && data && <div><Button onClick={() => setChanging(true)}>{words.change}</Button></div>}
      {data && <SetTelling set={data} open={changing} close={() => setChanging(false)} />}
    </section>
  );
}

interface Fields {
  address: string;
  byMail: boolean;
  server?: string;
  security?: string;
  user?: string;
  password?: string;
  from?: string;
  byBot: boolean;
  kind?: 'FEISHU' | 'DINGTALK' | 'WECOM' | 'SLACK';
  url?: string;
}

function SetTelling({ set, open, close }: { set: Telling; open: boolean; close: () => void }) {
  const text = useText();
  const words = text.telling;
  const client = useQueryClient();
  const id = useId();
  const [form] = Form.useForm<Fields>();
  const byMail = Form.useWatch('byMail', form) ?? set.mail !== null;
  const byBot = Form.useWatch('byBot', form) ?? set.bot !== null;
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState('');
  const save = async ({ address, server, security, user, password, from, kind, url, ...by }: Fields) => {
    setSaving(true);
    setProblem('');
    try {
      client.setQueryData(TELLING, await tellApi.set({
        address,
        mail: by.byMail ? { server: server ?? '', security: security ?? 'starttls', user: user ?? '', password: password ? password : user ? null : '', from: from ?? '' } : null,
        bot: by.byBot ? { kind: kind ?? null, url: url ? url : null } : null,
      }));
      close();
    } catch (e) {
      setProblem((e as Error).message || text.offline);
    }
    setSaving(false);
  };
  const needed = { required: true, message: words.needed };
  const start: Fields = {
    address: set.address || location.origin, byMail: set.mail !== null, byBot: set.bot !== null, security: set.mail?.security ?? 'starttls',
    ...(set.mail && { server: set.mail.server, user: set.mail.user, from: set.mail.from }), ...(set.bot && { kind: set.bot.kind }),
  };
  return (
    <Modal
      open={open} destroyOnHidden onCancel={close} afterClose={() => setProblem('')} title={words.title}
      okText={words.change} cancelText={text.cancel} okButtonProps={{ htmlType: 'submit', form: id }} confirmLoading={saving}
    >
      <Form id={id} form={form} layout="vertical" requiredMark={false} preserve={false} initialValues={start} onFinish={(fields: Fields) => void save(fields)}>
        <Form.Item name="address" label={words.address} extra={words.addressHelp} rules={[needed]}><Input autoComplete="off" /></Form.Item>
        <Form.Item name="byMail" label={words.mail} valuePropName="checked"><Switch /></Form.Item>
        {byMail && <>
          <Form.Item name="server" label={words.server} extra={words.serverHelp} rules={[needed]}><Input autoComplete="off" /></Form.Item>
          <Form.Item name="security" label={words.security}><Select options={['starttls', 'tls', 'none'].map((value) => ({ value, label: value }))} /></Form.Item>
          <Form.Item name="user" label={words.user}><Input autoComplete="off" /></Form.Item>
          <Form.Item name="password" label={words.password} extra={set.mail?.hasPassword ? words.kept : undefined}><Input.Password autoComplete="new-password" /></Form.Item>
          <Form.Item name="from" label={words.sender} rules={[needed]}><Input autoComplete="off" /></Form.Item>
        </>}
        <Form.Item name="byBot" label={words.bot} valuePropName="checked"><Switch /></Form.Item>
        {byBot && <>
          <Form.Item name="kind" label={words.botKind} rules={[needed]}><Select options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))} /></Form.Item>
          <Form.Item name="url" label={words.botUrl} extra={set.bot ? words.kept : words.botHelp} rules={set.bot ? [] : [needed]}><Input autoComplete="off" /></Form.Item>
        </>}
        {problem && <Alert role="alert" type="error" showIcon title={problem} />}
      </Form>
    </Modal>
  );
}
