import { AudioOutlined, LoadingOutlined } from '@ant-design/icons';
import { Button, theme } from 'antd';
import { useEffect, useRef } from 'react';
import { useText } from '../i18n';
import { Press } from './press';
import type { DictationPhase } from './useDictation';

interface Props {
  /** While it is not known yet what this machine can do. */
  disabled: boolean;
  phase: DictationPhase;
  start: () => void;
  stop: () => void;
}

const ICONS: Record<DictationPhase, React.ReactNode> = { idle: <AudioOutlined />, starting: <LoadingOutlined />, recording: <AudioOutlined />, writing: <LoadingOutlined /> };

/** Push to talk: hold it, or click it twice; with the space bar as well. */
export function MicrophoneButton({ disabled, phase, start, stop }: Props) {
  const words = useText().voice;
  const { token } = theme.useToken();
  const press = useRef(new Press());
  const now = useRef({ phase, stop });
  now.current = { phase, stop };
  const records = phase === 'starting' || phase === 'recording';

  const down = () => {
    if (now.current.phase !== 'writing' && press.current.down(records, performance.now())) start();
  };
  const up = () => {
    if (press.current.up(performance.now())) now.current.stop();
  };
  // who holds it may let go anywhere
  useEffect(() => {
    addEventListener('pointerup', up);
    addEventListener('pointercancel', up);
    return () => {
      removeEventListener('pointerup', up);
      removeEventListener('pointercancel', up);
    };
  }, []);

  const isKey = (e: React.KeyboardEvent) => e.key === ' ' || e.key === 'Enter';
  return (
    <Button
      // of one type always: another one is another element, and whoever holds a key on it would let go of nothing
      type="text" shape="circle" disabled={disabled} icon={ICONS[phase]} // no tooltip of the library's: on a phone it stays and covers what is over it
      title={records ? undefined : words.dictateTip} aria-label={records ? words.dictating : words.dictate} aria-pressed={records}
      style={{ touchAction: 'none', ...(records && { background: token.colorError, color: token.colorBgContainer }) }} onContextMenu={(e) => e.preventDefault()}
      onPointerDown={(e) => { if (e.button === 0) down(); }}
      onKeyDown={(e) => {
        if (!isKey(e)) return;
        e.preventDefault();
        if (!e.repeat) down();
      }}
      onKeyUp={(e) => {
        if (!isKey(e)) return;
        e.preventDefault();
        up();
      }}
      // a click that no pointer made: a screen reader's, or a voice control's
      onClick={(e) => {
        if (e.detail !== 0) return;
        if (records) stop();
        else if (phase === 'idle') start();
      }}
    />
  );
}
