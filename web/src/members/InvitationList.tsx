import { MailOutlined } from '@ant-design/icons';
import { App, Button, Tag } from 'antd';
import { useState } from 'react';
import type { Invitation } from '../api/types';
import { useSession } from '../account/useSession';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { dayOf } from '../app/time';
import { useText } from '../i18n';
import { InviteMember } from './InviteMember';
import { useInvitations } from './useInvitations';
import { reaches } from './useMembers';

/** Whom the organisation asks in, until they accept or it ends. */
export function InvitationList() {
  const text = useText();
  const words = text.members;
  const { message } = App.useApp();
  const { organisation } = useSession();
  const { invitations, error, isLoading, refetch, invite, withdraw } = useInvitations();
  const [inviting, setInviting] = useState(false);

  const end = (invitation: Invitation) => void withdraw(invitation.id).then(
    () => message.success(words.withdrawn(invitation.name)), (e: Error) => message.error(e.message || text.offline),
  );
  return (
    <section aria-labelledby="invitations-title">
      <h2 id="invitations-title" style={{ margin: '0 0 4px', fontSize: 16 }}>{words.invitations}</h2>
      <p style={{ margin: '0 0 12px' }}>{words.invitationsDetail}</p>
      <Button icon={<MailOutlined />} onClick={() => setInviting(true)} style={{ marginBottom: 12 }}>{words.invite}</Button>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      <ul style={LIST}>
        {invitations?.map((i) => (
          <ListRow
            key={i.id} name={i.name} tags={<><Tag>{words.roles[i.role]}</Tag><Tag color="warning">{words.pending}</Tag></>} detail={words.invitedUntil(dayOf(i.createdAt, text.locale), dayOf(i.expiresAt, text.locale))}
            actions={reaches(organisation?.role, i.role) && <Button aria-label={words.withdraw(i.name)} onClick={() => end(i)}>{words.withdrawShort}</Button>}
          />
        ))}
      </ul>
      <InviteMember invite={invite} open={inviting} close={() => setInviting(false)} />
    </section>
  );
}
