import { DeleteOutlined, LinkOutlined, UnlockOutlined } from '@ant-design/icons';
import { App, Button, Popconfirm, Select, Tag } from 'antd';
import { ApiError } from '../api/client';
import type { Member, OneTimeLink, Role } from '../api/types';
import { useSession } from '../account/useSession';
import { ListRow } from '../app/ListRow';
import { dayOf } from '../app/time';
import { useText } from '../i18n';
import { DeleteMember } from './DeleteMember';
import { reaches, ROLES } from './useMembers';

/** The person that the installation began with stays as long as it does. */
const FIRST = 'local';

interface Props {
  member: Member;
  change: (role: Role) => Promise<unknown>;
  remove: () => Promise<unknown>;
  removeAccount: () => Promise<boolean>;
  removeFactors: () => Promise<unknown>;
  renew: () => Promise<OneTimeLink>;
  show: (link: OneTimeLink) => void;
}

/** One member, and what this person may do to them. */
export function MemberRow({ member, change, remove, removeAccount, removeFactors, renew, show }: Props) {
  const text = useText();
  const words = text.members;
  const { message } = App.useApp();
  const { person, organisation, may, refresh } = useSession();
  const name = member.displayName || member.name;
  const own = member.id === person.id;
  const manages = may('MANAGE_MEMBERS') && reaches(organisation?.role, member.role);

  const said = (e: Error) => {
    const status = e instanceof ApiError ? e.status : 0;
    return status === 409 ? words.ownerNeeded : status === 403 ? words.elsewhere : e.message || text.offline;
  };
  const or = async (action: Promise<unknown>, done?: string) => {
    try {
      await action;
      if (done) void message.success(done);
      if (own) await refresh();
    } catch (e) {
      void message.error(said(e as Error));
    }
  };

  const options = ROLES.filter((role) => reaches(organisation?.role, role)).map((role) => ({ value: role, label: words.roles[role] }));
  return (
    <ListRow
      name={name}
      tags={<>
        {own && <Tag color="success">{words.you}</Tag>}
        {!member.passwordSet && <Tag color="warning">{words.noPasswordYet}</Tag>}
        {member.secondFactor && <Tag color="blue">{words.secondFactor}</Tag>}
        {member.fromDirectory && <Tag>{words.fromDirectory}</Tag>}
        {!manages && <Tag>{words.roles[member.role]}</Tag>}
      </>}
      detail={[member.displayName && member.name, member.email, words.since(dayOf(member.since, text.locale))].filter(Boolean).join(' · ')}
      actions={manages && (
        <>
          <Select
            aria-label={words.roleOf(name)} value={member.role} options={options} style={{ width: 110 }}
            onChange={(role) => void or(change(role), words.roleChanged(name, words.roles[role]))}
          />
          {member.secondFactor && !own && (
            <Popconfirm
              title={words.removeFactors(name)} description={words.removeFactorsSure(name)} okText={words.removeShort} okButtonProps={{ danger: true }}
              onConfirm={() => void or(removeFactors(), words.factorsRemoved(name))} styles={{ root: { maxWidth: 320 } }}
            >
              <Button type="text" icon={<UnlockOutlined />} aria-label={words.removeFactors(name)} title={words.removeFactors(name)} />
            </Popconfirm>
          )}
          <Popconfirm title={words.newLinkLabel(name)} description={words.newLinkSure(name)} okText={words.newLink} onConfirm={() => void or(renew().then(show))} styles={{ root: { maxWidth: 320 } }}>
            <Button type="text" icon={<LinkOutlined />} aria-label={words.newLinkLabel(name)} title={words.newLink} />
          </Popconfirm>
          <Popconfirm title={words.remove(name)} description={words.removeSure} okText={words.removeShort} okButtonProps={{ danger: true }} onConfirm={() => void or(remove(), words.removed(name))} styles={{ root: { maxWidth: 320 } }}>
            <Button type="text" danger icon={<DeleteOutlined />} aria-label={words.remove(name)} title={words.removeShort} />
          </Popconfirm>
          {!own && member.id !== FIRST && <DeleteMember member={member} remove={removeAccount} />}
        </>
      )}
    />
  );
}
