import { AudioMutedOutlined, AudioOutlined, DisconnectOutlined, LoadingOutlined, SoundOutlined, WarningOutlined } from '@ant-design/icons';
import { theme } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { height, type Levels } from './levels';
import type { TalkPhase } from './useHandsFree';

const SIZE = 120;
const ICONS: Record<TalkPhase, ReactNode> = {
  starting: <LoadingOutlined />, listening: <AudioOutlined />, hearing: <AudioOutlined />, thinking: <LoadingOutlined />, speaking: <SoundOutlined />, muted: <AudioMutedOutlined />, away: <DisconnectOutlined />, failed: <WarningOutlined />,
};

/** Shows at a glance who speaks: its ring grows with the voice. */
export function TalkOrb({ phase, levels }: { phase: TalkPhase; levels: Levels }) {
  const { token } = theme.useToken();
  const ring = useRef<HTMLDivElement>(null);
  const hears = phase === 'hearing' || phase === 'listening';

  useEffect(() => {
    let frame = 0;
    const draw = () => {
      frame = requestAnimationFrame(draw);
      if (ring.current) ring.current.style.transform = `scale(${1 + (hears ? 0.5 * height(levels.last) : 0)})`;
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [hears, levels]);

  const colour = phase === 'hearing' ? token.colorLink : phase === 'speaking' ? token.colorPrimary : phase === 'failed' || phase === 'away' ? token.colorError : token.colorTextSecondary;
  return (
    <div aria-hidden style={{ position: 'relative', width: SIZE, height: SIZE, margin: 32, flex: 'none' }}>
      <div ref={ring} style={{ position: 'absolute', inset: 0, borderRadius: '50%', background: colour, opacity: 0.18, transition: 'transform 80ms linear' }} />
      <div style={{ position: 'absolute', inset: 0, borderRadius: '50%', border: `3px solid ${colour}`, color: colour, display: 'grid', placeItems: 'center', fontSize: 44 }}>{ICONS[phase]}</div>
    </div>
  );
}
