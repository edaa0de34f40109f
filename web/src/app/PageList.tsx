import { ApartmentOutlined, AuditOutlined, BarChartOutlined, BulbOutlined, CustomerServiceOutlined, FolderOpenOutlined, HeatMapOutlined, KeyOutlined, PartitionOutlined, RobotOutlined, TeamOutlined } from '@ant-design/icons';
import { Button, theme } from 'antd';
import type { ReactNode } from 'react';
import { useSession } from '../account/useSession';
import { useWaiting } from '../agents/useWaiting';
import { useText } from '../i18n';
import type { Page } from './useRoute';

/** The way to the pages beside the conversations, as far as they are this person's. Who is alone here needs none of those about others. */
export function PageList({ page, openPage }: { page: Page; openPage: (page: Page) => void }) {
  const text = useText();
  const { token } = theme.useToken();
  const { signInNeeded, may } = useSession();
  const { count } = useWaiting();
  const pages: [Page, ReactNode, string, boolean][] = [
    ['space', <FolderOpenOutlined />, text.space.title, may('OWN_SPACE')],
    ['memory', <BulbOutlined />, text.memory.title, may('CHAT')],
    ['hearing', <CustomerServiceOutlined />, text.hearing.title, may('OWN_ACCOUNT')],
    ['assistants', <RobotOutlined />, text.assistants.title, may('MANAGE_ASSISTANTS')],
    ['agents', <PartitionOutlined />, text.agents.title, may('RUN_AGENTS')],
    ['abilities', <HeatMapOutlined />, text.abilities.title, may('SEE_MODELS')],
    ['usage', <BarChartOutlined />, text.usage.title, may('SEE_USAGE')],
    ['keys', <KeyOutlined />, text.keys.title, signInNeeded && may('OWN_KEYS')],
    ['members', <TeamOutlined />, text.members.title, signInNeeded && may('MANAGE_MEMBERS')],
    ['organisations', <ApartmentOutlined />, text.organisations.title, signInNeeded && may('MANAGE_ORGANISATIONS')],
    ['audit', <AuditOutlined />, text.audit.title, signInNeeded && may('SEE_AUDIT')],
  ];
  return pages.filter(([, , , shown]) => shown).map(([target, icon, title]) => (
    <Button
      key={target} block type="text" icon={icon} aria-current={page === target ? 'page' : undefined} onClick={() => openPage(target)}
      style={{ justifyContent: 'flex-start', ...(page === target && { background: token.controlItemBgActive }) }}
    >
      {title}
      {target === 'agents' && count > 0 && <Waiting count={count} />}
    </Button>
  ));
}

/** How many questions of runs wait for who looks. */
function Waiting({ count }: { count: number }) {
  const words = useText().agents;
  const { token } = theme.useToken();
  return (
    <span style={{ marginInlineStart: 'auto', padding: '0 8px', borderRadius: 10, fontSize: token.fontSizeSM, background: token.colorWarningBg, border: `1px solid ${token.colorWarningBorder}`, color: token.colorText }}>
      <span aria-hidden>{count}</span>
      <span className="visually-hidden">{words.waitingBadge(count)}</span>
    </span>
  );
}
