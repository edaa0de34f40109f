import { PhoneOutlined, StopOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useText } from '../i18n';
import { speaker } from './speaker';
import { useParts } from './useParts';
import { useSpeaking } from './useSpeaking';
import { VoiceMenu } from './VoiceMenu';

/** Beside where one writes: how one is spoken to, a conversation by voice, and the end of what is read aloud (Esc as well). */
export function VoiceTools({ talk }: { talk: (() => void) | undefined }) {
  const words = useText().voice;
  const { known } = useParts();
  const reads = useSpeaking().id !== undefined;
  useEffect(() => {
    if (!reads) return;
    const onKey = (e: KeyboardEvent) => {
      if (e.key === 'Escape' && !e.defaultPrevented) speaker.stop();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [reads]);
  // who goes elsewhere does not want to hear on
  useEffect(() => () => speaker.stop(), []);

  return (
    <div style={{ display: 'flex', marginInlineStart: 'auto' }}>
      {reads && <Button type="text" size="small" icon={<StopOutlined />} onClick={() => speaker.stop()}>{words.stopReading}</Button>}
      <VoiceMenu />
      {talk && <Button type="text" size="small" icon={<PhoneOutlined />} disabled={!known} onClick={talk}>{words.talk}</Button>}
    </div>
  );
}
