import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { Message } from '../api/types';
import { useText } from '../i18n';
import type { Turn } from './tree';

interface Props {
  turn: Turn;
  show: (message: Message) => void;
  disabled: boolean;
}

/** ‹ 2/3 ›: the versions of one turn, each with its own continuation. */
export function Versions({ turn, show, disabled }: Props) {
  const text = useText();
  const count = turn.versions.length;
  if (count < 2) return null;
  const at = turn.versions.indexOf(turn.message);
  const step = (by: number) => {
    const other = turn.versions[at + by];
    if (other) show(other);
  };
  return (
    <span role="group" aria-label={text.versionOf(at + 1, count)} style={{ display: 'inline-flex', alignItems: 'center' }}>
      <Button type="text" size="small" icon={<LeftOutlined />} aria-label={text.previousVersion} disabled={disabled || at === 0} onClick={() => step(-1)} />
      <span aria-hidden="true" style={{ fontVariantNumeric: 'tabular-nums' }}>{at + 1}/{count}</span>
      <Button type="text" size="small" icon={<RightOutlined />} aria-label={text.nextVersion} disabled={disabled || at === count - 1} onClick={() => step(1)} />
    </span>
  );
}
