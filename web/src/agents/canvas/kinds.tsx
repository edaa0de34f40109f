import {
  ApiOutlined, ApartmentOutlined, BookOutlined, BranchesOutlined, ClockCircleOutlined, CloudServerOutlined, CodeOutlined, DatabaseOutlined, FileTextOutlined, FlagOutlined, FormOutlined, GlobalOutlined, InboxOutlined, MailOutlined, MergeCellsOutlined, NodeIndexOutlined, NotificationOutlined, QuestionCircleOutlined, SafetyCertificateOutlined, SplitCellsOutlined,
  SyncOutlined, TagOutlined, ToolOutlined, UserOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';

const ICONS: Record<string, ReactNode> = {
  input: <FormOutlined />, model: <ApiOutlined />, template: <FileTextOutlined />, branch: <BranchesOutlined />, approval: <UserOutlined />, question: <QuestionCircleOutlined />, answer: <FlagOutlined />, wait: <ClockCircleOutlined />, event: <NotificationOutlined />, loop: <SyncOutlined />, iterate: <SyncOutlined />,
  result: <FlagOutlined />, parallel: <SplitCellsOutlined />, join: <MergeCellsOutlined />, http: <GlobalOutlined />, sql: <DatabaseOutlined />, mail: <MailOutlined />, inbox: <InboxOutlined />, code: <CodeOutlined />, knowledge: <BookOutlined />, file: <FileTextOutlined />, mcp: <ToolOutlined />, agent: <ApartmentOutlined />, variable: <TagOutlined />, openapi: <CloudServerOutlined />, check: <SafetyCertificateOutlined />,
};

/** The sign of a kind of nodes. */
export const KindIcon = ({ kind }: { kind: string }) => <span aria-hidden>{ICONS[kind] ?? <NodeIndexOutlined />}</span>;
