import {
  ApiOutlined, BookOutlined, BranchesOutlined, ClockCircleOutlined, CloudServerOutlined, CodeOutlined, DatabaseOutlined, FileTextOutlined, FlagOutlined, FormOutlined, GlobalOutlined, MailOutlined, MergeCellsOutlined, NodeIndexOutlined, SplitCellsOutlined,
  SyncOutlined, ToolOutlined, UserOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';

const ICONS: Record<string, ReactNode> = {
  input: <FormOutlined />, model: <ApiOutlined />, template: <FileTextOutlined />, branch: <BranchesOutlined />, approval: <UserOutlined />, answer: <FlagOutlined />, wait: <ClockCircleOutlined />, loop: <SyncOutlined />, iterate: <SyncOutlined />,
  result: <FlagOutlined />, parallel: <SplitCellsOutlined />, join: <MergeCellsOutlined />, http: <GlobalOutlined />, sql: <DatabaseOutlined />, mail: <MailOutlined />, code: <CodeOutlined />, knowledge: <BookOutlined />, file: <FileTextOutlined />, mcp: <ToolOutlined />, openapi: <CloudServerOutlined />,
};

/** The sign of a kind of nodes. */
export const KindIcon = ({ kind }: { kind: string }) => <span aria-hidden>{ICONS[kind] ?? <NodeIndexOutlined />}</span>;
