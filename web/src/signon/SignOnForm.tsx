import { Alert, Button, Form, Input, Modal, Select, Switch } from 'antd';
import { useId, useState } from 'react';
import { useSession } from '../account/useSession';
import { useText } from '../i18n';
import { reaches, ROLES } from '../members/useMembers';
import { signOnApi, type ProviderForm, type SignOnProvider } from './api';
import { CopyLine } from './CopyLine';
import { LdapFields, OidcFields } from './Fields';
import { Findings, type Trial } from './Findings';

export type Kind = 'oidc' | 'ldap';

interface Props {
  kind: Kind;
  /** To be changed; undefined for a new one. */
  provider: SignOnProvider | undefined;
  redirectUri: string;
  done: () => void;
  cancel: () => void;
}

const FRESH = {
  oidc: { enabled: true, createPeople: true, defaultRole: 'MEMBER', domains: [], oidc: { scopes: ['openid', 'profile', 'email'] } },
  ldap: { enabled: true, createPeople: true, defaultRole: 'MEMBER', domains: [], ldap: { userFilter: '(uid={name})', idAttribute: 'entryUUID', groupsAttribute: 'memberOf' } },
} as const;

/** Adds or changes a provider or directory, and tries it before it is saved. The secret goes one way. */
export function SignOnForm({ kind, provider, redirectUri, done, cancel }: Props) {
  const text = useText();
  const words = text.signOn;
  const id = useId();
  const { organisation } = useSession();
  const [form] = Form.useForm<ProviderForm & { tryName?: string }>();
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);
  const [trial, setTrial] = useState<Trial>();

  // an empty field of a secret leaves the stored one as it is
  const entered = ({ tryName: _, secret, ...fields }: ProviderForm & { tryName?: string }): ProviderForm =>
    ({ ...fields, ...(secret ? { secret } : {}) }) as ProviderForm;
  const save = async (fields: ProviderForm) => {
    setSaving(true);
    setProblem('');
    try {
      await (provider ? signOnApi.change(provider.id, entered(fields)) : signOnApi.add(entered(fields)));
      done();
    } catch (e) {
      setProblem((e as Error).message || text.offline);
      setSaving(false);
    }
  };
  const test = async () => {
    const fields = await form.validateFields().catch(() => undefined);
    if (!fields) return;
    setTrial('running');
    setTrial(await signOnApi.test(provider?.id ?? null, fields.tryName ?? '', entered(fields)).catch((e: Error) => e.message || text.offline));
  };

  const needed = [{ required: true, message: text.account.needed }];
  const roles = ROLES.filter((role) => reaches(organisation?.role, role)).map((role) => ({ value: role, label: text.members.roles[role] }));
  return (
    <Modal
      open width={640} title={provider ? words.editLabel(provider.name) : kind === 'oidc' ? words.addOidc : words.addLdap} onCancel={cancel} mask={{ closable: false }}
      footer={[
        <Button key="test" loading={trial === 'running'} onClick={() => void test()}>{words.test}</Button>,
        <Button key="cancel" onClick={cancel}>{text.cancel}</Button>,
        <Button key="save" type="primary" htmlType="submit" form={id} loading={saving}>{text.save}</Button>,
      ]}
    >
      {kind === 'oidc' && <CopyLine label={words.redirectUri} value={redirectUri} />}
      <Form id={id} form={form} layout="vertical" requiredMark={false} initialValues={provider ?? FRESH[kind]} onFinish={(fields) => void save(fields)}>
        <Form.Item name="name" label={words.name} extra={kind === 'oidc' ? words.nameHelp : undefined} rules={needed}><Input autoFocus autoComplete="off" maxLength={100} /></Form.Item>
        {kind === 'oidc' ? <OidcFields needed={needed} /> : <LdapFields needed={needed} />}
        <Form.Item name="secret" label={kind === 'oidc' ? words.clientSecret : words.servicePassword} extra={provider?.secretSet ? words.secretKept : words.secretHelp}>
          <Input.Password autoComplete="new-password" maxLength={1000} />
        </Form.Item>
        <Form.Item name="createPeople" label={words.createPeople} extra={words.createPeopleHelp} valuePropName="checked"><Switch /></Form.Item>
        <Form.Item name="defaultRole" label={words.defaultRole} extra={words.defaultRoleHelp}><Select options={roles} /></Form.Item>
        <Form.Item name="domains" label={words.domains} extra={words.domainsHelp}><Select mode="tags" open={false} suffix={null} tokenSeparators={[',', ' ']} /></Form.Item>
        <Form.Item name="enabled" label={words.enabled} valuePropName="checked"><Switch /></Form.Item>
        {kind === 'ldap' && <Form.Item name="tryName" label={words.tryName} extra={words.tryNameHelp}><Input autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={100} /></Form.Item>}
        <Findings of={trial} />
        {problem && <Alert role="alert" type="error" showIcon title={problem} />}
      </Form>
    </Modal>
  );
}
