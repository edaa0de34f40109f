import { EllipsisOutlined, UserDeleteOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { ApiError } from '../api/client';
import type { Member } from '../api/types';
import { useText } from '../i18n';

interface Props {
  member: Member;
  /** Whether their account is gone; not where they belong to another organisation as well. */
  remove: () => Promise<boolean>;
}

/** What is rarely done to a member: deleting their account, after it was said what goes. */
export function DeleteMember({ member, remove }: Props) {
  const text = useText();
  const words = text.members;
  const { message, modal } = App.useApp();
  const name = member.displayName || member.name;

  const said = (e: Error) => {
    const status = e instanceof ApiError ? e.status : 0;
    if (status === 409) return member.role === 'OWNER' ? words.ownerNeeded : words.keptByDirectory;
    return status === 403 ? words.tooHigh : e.message || text.offline;
  };
  const end = async () => {
    try {
      const gone = await remove();
      if (gone) void message.success(words.deleted(name));
      else void message.info(words.onlyLeft(name));
    } catch (e) {
      void message.error(said(e as Error));
    }
  };
  const ask = () => void modal.confirm({
    title: words.deleteAccount(name), content: words.deleteSure, okText: text.ownData.removeConfirm, okButtonProps: { danger: true }, cancelText: text.cancel, onOk: end,
  });
  return (
    <Dropdown autoFocus trigger={['click']} menu={{ items: [{ key: 'delete', danger: true, icon: <UserDeleteOutlined />, label: words.deleteAccount(name) }], onClick: ask }}>
      <Button type="text" icon={<EllipsisOutlined />} aria-label={words.more(name)} title={words.moreShort} />
    </Dropdown>
  );
}
