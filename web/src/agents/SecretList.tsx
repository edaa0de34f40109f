import { DeleteOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal, Popconfirm, Select } from 'antd';
import { useId, useState } from 'react';
import { useSession } from '../account/useSession';
import type { AgentSecret } from '../api/types';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { moment } from '../app/time';
import { useText } from '../i18n';
import { agentsApi, SECRETS } from './api';

/** Names of secrets for who builds agents; who manages them sets and deletes them here. */
export function SecretList() {
  const text = useText();
  const words = text.tools;
  const { may } = useSession();
  const { message } = App.useApp();
  const client = useQueryClient();
  const { data, error, isLoading, refetch } = useQuery({ queryKey: SECRETS, queryFn: agentsApi.secrets });
  const [adding, setAdding] = useState(false);
  const manages = may('MANAGE_AGENT_SECRETS');
  const gone = (name: string) => agentsApi.deleteSecret(name)
    .catch((e: Error) => void message.error(e.message || text.offline))
    .then(() => client.invalidateQueries({ queryKey: SECRETS }));
  const row = ({ name, hosts, changedBy, changedAt }: AgentSecret) => (
    <ListRow
      key={name} name={<code>{`{{secret.${name}}}`}</code>} detail={`${hosts.join(', ')} · ${words.secretBy(changedBy ?? words.nobody, moment(changedAt, text.locale))}`}
      actions={manages && (
        <Popconfirm title={words.deleteSure} okText={words.deleteSecret(name)} cancelText={text.cancel} okButtonProps={{ danger: true }} onConfirm={() => gone(name)}>
          <Button aria-label={words.deleteSecret(name)} icon={<DeleteOutlined />} />
        </Popconfirm>
      )}
    />
  );
  return (
    <section aria-labelledby="agent-secrets-title" style={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <h2 id="agent-secrets-title" style={{ margin: 0, fontSize: 16 }}>{words.secrets}</h2>
      <p style={{ margin: 0 }}>{words.secretsHelp}</p>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      {data?.length === 0 && <p style={{ margin: 0 }}>{words.noSecrets}</p>}
      <ul style={LIST}>{data?.map(row)}</ul>
      {manages && <div><Button onClick={() => setAdding(true)}>{words.addSecret}</Button></div>}
      <SetSecret open={adding} close={() => setAdding(false)} />
    </section>
  );
}

interface Fields {
  name: string;
  secret: string;
  hosts: string[];
}

function SetSecret({ open, close }: { open: boolean; close: () => void }) {
  const text = useText();
  const words = text.tools;
  const client = useQueryClient();
  const id = useId();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState('');
  const save = async ({ name, secret, hosts }: Fields) => {
    setSaving(true);
    setProblem('');
    try {
      client.setQueryData(SECRETS, await agentsApi.setSecret(name.trim(), secret, hosts));
      close();
    } catch (e) {
      setProblem((e as Error).message || text.offline);
    }
    setSaving(false);
  };
  const needed = { required: true, message: words.needed };
  return (
    <Modal
      open={open} destroyOnHidden onCancel={close} afterClose={() => setProblem('')} title={words.addSecret}
      okText={words.set} cancelText={text.cancel} okButtonProps={{ htmlType: 'submit', form: id }} confirmLoading={saving}
    >
      <Form id={id} layout="vertical" requiredMark={false} preserve={false} initialValues={{ hosts: [] }} onFinish={(fields: Fields) => void save(fields)}>
        <Form.Item name="name" label={words.secretName} extra={words.secretNameHelp} rules={[needed]}><Input autoFocus autoComplete="off" maxLength={50} /></Form.Item>
        <Form.Item name="secret" label={words.secret} rules={[needed]}><Input.Password autoComplete="new-password" maxLength={10_000} /></Form.Item>
        <Form.Item name="hosts" label={words.secretHosts} extra={words.secretHostsHelp} rules={[needed]}><Select mode="tags" tokenSeparators={[',', ' ']} open={false} suffixIcon={null} /></Form.Item>
        {problem && <Alert role="alert" type="error" showIcon title={problem} />}
      </Form>
    </Modal>
  );
}
