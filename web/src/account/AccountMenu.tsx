import { LogoutOutlined, MailOutlined, SwapOutlined, UserOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useText } from '../i18n';
import { useOffers } from './useOffers';
import { useSession } from './useSession';

/** Who one is here, who asks for one elsewhere, and the way out. Nothing where nobody signs in. */
export function AccountMenu({ open, leave }: { open: () => void; leave: () => void }) {
  const text = useText();
  const words = text.account;
  const { message } = App.useApp();
  const { signInNeeded, person, organisation, organisations, signOut, actFor } = useSession();
  const { offers } = useOffers();
  if (!signInNeeded) return null;

  const or = (action: Promise<unknown>) => void action.catch((e: Error) => message.error(e.message || text.offline));
  const others = organisations.filter((o) => o.id !== organisation?.id);
  const name = person.displayName || person.name;
  const items = [
    { key: 'account', label: words.account, icon: <UserOutlined /> },
    ...others.map((o) => ({ key: `to ${o.id}`, label: words.switchTo(o.name || words.mainOrganisation), icon: <SwapOutlined /> })),
    { type: 'divider' as const },
    { key: 'out', label: words.signOut, icon: <LogoutOutlined /> },
  ];
  const choose = (key: string) => {
    if (key === 'account') return open();
    // what one sees next is not here: another's, or nobody's
    leave();
    or(key === 'out' ? signOut() : actFor(key.slice(3)));
  };
  return (
    <>
      <div role="status">
        {offers.length > 0 && (
          <Button block type="text" icon={<MailOutlined />} onClick={open} style={{ justifyContent: 'flex-start' }}>
            <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{words.invitedTo(offers.map((o) => o.organisation || words.mainOrganisation))}</span>
          </Button>
        )}
      </div>
      <Dropdown autoFocus trigger={['click']} placement="topLeft" menu={{ items, onClick: ({ key }) => choose(key) }}>
        <Button block type="text" icon={<UserOutlined />} aria-label={words.accountOf(name)} style={{ justifyContent: 'flex-start' }}>
          <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{name}{organisations.length > 1 && ` · ${organisation?.name || words.mainOrganisation}`}</span>
        </Button>
      </Dropdown>
    </>
  );
}
