import { PlusOutlined } from '@ant-design/icons';
import { Button, Modal, theme } from 'antd';
import { useState } from 'react';
import type { OneTimeLink } from '../api/types';
import { useSession } from '../account/useSession';
import { LIST } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { PageFrame } from '../app/PageFrame';
import { GrantSection } from '../grants/GrantSection';
import { useText } from '../i18n';
import { SignOnSection } from '../signon/SignOnSection';
import { AddMember } from './AddMember';
import { GroupRoles } from './GroupRoles';
import { InvitationList } from './InvitationList';
import { LinkNote } from './LinkNote';
import { MemberRow } from './MemberRow';
import { OrganisationName } from './OrganisationName';
import { SecondFactorRule } from './SecondFactorRule';
import { OrganisationWebSearch } from '../websearch/OrganisationWebSearch';
import { ROLES, useMembers } from './useMembers';

/** Who belongs to the organisation. */
export default function MembersScreen() {
  const text = useText();
  const words = text.members;
  const { token } = theme.useToken();
  const { may, signInNeeded } = useSession();
  const { members, error, isLoading, refetch, add, change, remove, removeAccount, removeFactors, renew } = useMembers();
  const [adding, setAdding] = useState(false);
  const [renewed, setRenewed] = useState<{ name: string; link: OneTimeLink }>();
  const [showsLink, setShowsLink] = useState(false);

  return (
    <PageFrame title={words.title} detail={words.detail}>
      <section aria-label={words.title}>
        {may('MANAGE_MEMBERS') && <Button icon={<PlusOutlined />} onClick={() => setAdding(true)} style={{ marginBottom: 16 }}>{words.add}</Button>}
        <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
        <ul style={LIST}>
          {members?.map((member) => (
            <MemberRow
              key={member.id} member={member} change={(role) => change(member.id, role)} remove={() => remove(member.id)} removeAccount={() => removeAccount(member.id)} removeFactors={() => removeFactors(member.id)} renew={() => renew(member.id)}
              show={(link) => { setRenewed({ name: member.name, link }); setShowsLink(true); }}
            />
          ))}
        </ul>
      </section>
      {may('MANAGE_MEMBERS') && signInNeeded && <InvitationList />}
      {may('MANAGE_ORGANISATION') && <OrganisationName />}
      {may('MANAGE_MEMBERS') && <SecondFactorRule />}
      {may('MANAGE_ORGANISATION') && <OrganisationWebSearch />}
      <section aria-labelledby="roles-title">
        <h2 id="roles-title" style={{ margin: '0 0 8px', fontSize: 16 }}>{words.rolesTitle}</h2>
        <dl style={{ margin: 0, display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', gap: '4px 16px' }}>
          {ROLES.map((role) => [
            <dt key={role} style={{ fontWeight: 500 }}>{words.roles[role]}</dt>,
            <dd key={`${role} detail`} style={{ margin: 0, color: token.colorTextSecondary }}>{words.rolesDetail[role]}</dd>,
          ])}
        </dl>
      </section>
      {may('MANAGE_GRANTS') && signInNeeded && <><GrantSection kind="MODEL" /><GrantSection kind="ASSISTANT" /><GrantSection kind="CONNECTOR" /></>}
      {may('MANAGE_SIGN_ON') && <SignOnSection />}
      {may('MANAGE_MEMBERS') && signInNeeded && <GroupRoles />}
      <AddMember add={add} open={adding} close={() => setAdding(false)} />
      <Modal
        open={showsLink} title={renewed && words.linkTitle(renewed.name)} onCancel={() => setShowsLink(false)} afterClose={() => setRenewed(undefined)} mask={{ closable: false }}
        footer={<Button type="primary" onClick={() => setShowsLink(false)}>{words.done}</Button>}
      >
        {renewed && <LinkNote name={renewed.name} link={renewed.link} />}
      </Modal>
    </PageFrame>
  );
}
