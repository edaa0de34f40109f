import { ApartmentOutlined, AuditOutlined, BarChartOutlined, BulbOutlined, FolderOpenOutlined, HeatMapOutlined, KeyOutlined, RobotOutlined, TeamOutlined } from '@ant-design/icons';
import { Button, theme } from 'antd';
import type { ReactNode } from 'react';
import { useSession } from '../account/useSession';
import { useText } from '../i18n';
import type { Page } from './useRoute';

/** The way to the pages beside the conversations, as far as they are this person's. Who is alone here needs none of those about others. */
export function PageList({ page, openPage }: { page: Page; openPage: (page: Page) => void }) {
  const text = useText();
  const { token } = theme.useToken();
  const { signInNeeded, may } = useSession();
  const pages: [Page, ReactNode, string, boolean][] = [
    ['space', <FolderOpenOutlined />, text.space.title, may('OWN_SPACE')],
    ['memory', <BulbOutlined />, text.memory.title, may('CHAT')],
    ['assistants', <RobotOutlined />, text.assistants.title, may('MANAGE_ASSISTANTS')],
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
    </Button>
  ));
}
