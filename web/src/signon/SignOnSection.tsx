import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Tag } from 'antd';
import { useState } from 'react';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { useText } from '../i18n';
import { useSession } from '../account/useSession';
import { signOnApi, type SignOnProvider } from './api';
import { CopyLine } from './CopyLine';
import { SignOnForm, type Kind } from './SignOnForm';

/** By what people of the organisation sign in beside passwords. */
export function SignOnSection() {
  const text = useText();
  const words = text.signOn;
  const client = useQueryClient();
  const { message } = App.useApp();
  const { organisation, signInNeeded } = useSession();
  const { data, error, isLoading, refetch } = useQuery({ queryKey: ['sign-on'], queryFn: signOnApi.list });
  const [editing, setEditing] = useState<SignOnProvider | Kind>();

  const changed = async () => {
    setEditing(undefined);
    await client.invalidateQueries({ queryKey: ['sign-on'] });
  };
  const remove = (id: string) => signOnApi.remove(id).then(changed).catch((e: Error) => message.error(e.message || text.offline));

  const row = (provider: SignOnProvider) => (
    <ListRow
      key={provider.id} name={provider.name}
      tags={<>
        <Tag>{provider.oidc ? 'OpenID Connect' : 'LDAP'}</Tag>
        {!provider.enabled && <Tag color="warning">{words.off}</Tag>}
      </>}
      detail={<>
        <div>{provider.oidc?.issuer ?? provider.ldap?.url}</div>
        <div>{provider.createPeople ? words.creates(text.members.roles[provider.defaultRole]) : words.createsNobody} {provider.reach !== 'OWNER' && words.reach(text.members.roles[provider.reach])}</div>
      </>}
      actions={<>
        <Button type="text" icon={<EditOutlined />} aria-label={words.editLabel(provider.name)} title={text.edit} onClick={() => setEditing(provider)} />
        <Popconfirm title={words.removeLabel(provider.name)} description={words.removeSure} okText={text.remove} okButtonProps={{ danger: true }} onConfirm={() => void remove(provider.id)} styles={{ root: { maxWidth: 320 } }}>
          <Button type="text" danger icon={<DeleteOutlined />} aria-label={words.removeLabel(provider.name)} title={text.remove} />
        </Popconfirm>
      </>}
    />
  );
  const first = organisation?.id === 'local';
  return (
    <section aria-labelledby="sign-on-title">
      <h2 id="sign-on-title" style={{ margin: '0 0 4px', fontSize: 16 }}>{words.title}</h2>
      <p style={{ margin: '0 0 12px' }}>{signInNeeded ? words.detail : words.passwordFirst}</p>
      {signInNeeded && (
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 12 }}>
          <Button icon={<PlusOutlined />} onClick={() => setEditing('oidc')}>{words.addOidc}</Button>
          <Button icon={<PlusOutlined />} onClick={() => setEditing('ldap')}>{words.addLdap}</Button>
        </div>
      )}
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      <ul style={LIST}>{data?.providers.map(row)}</ul>
      {!first && !!data?.providers.length && <CopyLine label={words.doorAddress} value={`${location.origin}/sign-in?organisation=${organisation?.id}`} />}
      {editing && data && (
        <SignOnForm
          kind={typeof editing === 'string' ? editing : editing.oidc ? 'oidc' : 'ldap'} provider={typeof editing === 'string' ? undefined : editing} redirectUri={data.redirectUri}
          done={() => void changed()} cancel={() => setEditing(undefined)}
        />
      )}
    </section>
  );
}
