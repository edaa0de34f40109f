import { CloseOutlined } from '@ant-design/icons';
import { Button, theme } from 'antd';
import { useEffect, useState } from 'react';
import { useText } from '../i18n';
import type { Levels } from './levels';
import { BLOCK_MS } from './microphone';
import type { DictationPhase } from './useDictation';
import { Waveform } from './Waveform';

interface Props {
  phase: DictationPhase;
  levels: Levels;
  cancel: () => void;
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** What stands over the text while somebody speaks: how loud it is, how long it has been, how to get out. */
export function RecordingBar({ phase, levels, cancel }: Props) {
  const words = useText().voice;
  const { token } = theme.useToken();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 250);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (e.key !== 'Escape') return;
      e.preventDefault();
      e.stopPropagation();
      cancel();
    };
    // before the one that stops an answer
    addEventListener('keydown', onKey, true);
    return () => removeEventListener('keydown', onKey, true);
  }, [cancel]);

  const quiet = phase === 'recording' && levels.silentFor(2_500 / BLOCK_MS);
  const said = phase === 'starting' ? words.starting : phase === 'writing' ? words.writing : words.recording;
  return (
    <div style={{ padding: '8px 12px', borderBottom: `1px solid ${token.colorBorderSecondary}` }}>
      <div style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
        <span aria-hidden style={{ width: 10, height: 10, flex: 'none', borderRadius: '50%', background: phase === 'recording' ? token.colorError : token.colorTextQuaternary }} />
        <span role="status" style={{ whiteSpace: 'nowrap' }}>{said}</span>
        {phase === 'recording' && <span style={{ fontVariantNumeric: 'tabular-nums', color: token.colorTextSecondary }}>{clock((levels.count * BLOCK_MS) / 1000)}</span>}
        <Waveform levels={levels} />
        <Button type="text" size="small" icon={<CloseOutlined />} aria-label={words.discard} title={`${words.discard} (Esc)`} onClick={cancel} />
      </div>
      <div role={quiet ? 'alert' : undefined} style={{ fontSize: token.fontSizeSM, color: quiet ? token.colorWarning : token.colorTextSecondary }}>{quiet ? words.tooQuiet : words.recordingHint}</div>
    </div>
  );
}
