import { AudioMutedOutlined, AudioOutlined, PauseOutlined, PhoneOutlined } from '@ant-design/icons';
import { Alert, Button, Drawer, theme } from 'antd';
import { useEffect, useRef } from 'react';
import { useText } from '../i18n';
import type { SpeechLanguage } from './preferences';
import { TalkCaptions } from './TalkCaptions';
import { TalkOrb } from './TalkOrb';
import { useHandsFree } from './useHandsFree';
import { useWakeLock } from './useWakeLock';

interface Props {
  language: SpeechLanguage;
  answering: boolean;
  say: (text: string) => Promise<boolean>;
  stopAnswer: () => void;
  /** Why the last turn has no answer. */
  failed: string | undefined;
  end: () => void;
}

/** A conversation by voice: who speaks, what is said, and how to end it. */
export default function HandsFree({ language, answering, say, stopAnswer, failed, end }: Props) {
  const words = useText().voice;
  const { token } = theme.useToken();
  const { phase, levels, partial, captions, problem, muted, toggleMute, interrupt } = useHandsFree({ language, answering, say, stopAnswer });
  useWakeLock();

  const keys = useRef({ toggleMute, interrupt });
  keys.current = { toggleMute, interrupt };
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || e.repeat) return;
      if (e.key === 'm' || e.key === 'M') keys.current.toggleMute();
      if (e.key === 'i' || e.key === 'I') keys.current.interrupt();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  const why = problem === undefined ? failed : problem.kind === 'microphone' ? words.faults[problem.fault] : problem.kind === 'part' ? words.recognitionTitle : `${words.hearFailed} ${problem.message}`;
  const busy = phase === 'speaking' || phase === 'thinking';
  return (
    <Drawer
      open placement="bottom" size="100%" onClose={end} title={words.talkTitle} closable={{ 'aria-label': words.endTalk }}
      styles={{ body: { display: 'flex', flexDirection: 'column', alignItems: 'center', gap: 16, paddingBottom: 'max(16px, env(safe-area-inset-bottom))' } }}
    >
      <TalkOrb phase={phase} levels={levels} />
      <div role="status" aria-live="polite" style={{ fontSize: token.fontSizeHeading3, textAlign: 'center' }}>{words.phases[phase]}</div>
      {why !== undefined && <Alert role="alert" type="error" showIcon title={why} style={{ maxWidth: 640 }} />}
      <TalkCaptions captions={captions} partial={partial} />
      <div style={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'center', gap: 8 }}>
        <Button size="large" icon={muted ? <AudioMutedOutlined /> : <AudioOutlined />} aria-pressed={muted} onClick={toggleMute}>{muted ? words.unmute : words.mute}</Button>
        <Button size="large" icon={<PauseOutlined />} disabled={!busy} onClick={interrupt}>{words.interrupt}</Button>
        <Button size="large" danger type="primary" icon={<PhoneOutlined rotate={225} />} onClick={end}>{words.endTalk}</Button>
      </div>
      <div style={{ fontSize: token.fontSizeSM, color: token.colorTextSecondary, textAlign: 'center' }}>{words.talkHint}<br />{words.privacy}</div>
    </Drawer>
  );
}
