import { CheckCircleOutlined, ClockCircleOutlined, CloseCircleOutlined, LoadingOutlined, PauseCircleOutlined, StopOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { RunState } from '../api/types';
import { useText } from '../i18n';

const SHOWN: Record<RunState, { icon: ReactNode; color: string }> = {
  RUNNING: { icon: <LoadingOutlined />, color: 'processing' },
  WAITING: { icon: <ClockCircleOutlined />, color: 'warning' },
  PAUSED: { icon: <PauseCircleOutlined />, color: 'warning' },
  DONE: { icon: <CheckCircleOutlined />, color: 'success' },
  FAILED: { icon: <CloseCircleOutlined />, color: 'error' },
  CANCELLED: { icon: <StopOutlined />, color: 'default' },
};

/** How a run stands: by its word and a sign, not by colour alone. */
export function StateTag({ state }: { state: RunState }) {
  const { icon, color } = SHOWN[state];
  return <Tag icon={icon} color={color}>{useText().runs.states[state]}</Tag>;
}
