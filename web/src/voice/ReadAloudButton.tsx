import { LoadingOutlined, SoundOutlined, StopOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useText } from '../i18n';
import { note } from './notice';
import { speaker } from './speaker';
import { useSounding } from './spokenAs';
import { useParts } from './useParts';
import { mannerOf, useSpeaking } from './useSpeaking';

/** Reads one answer aloud, or ends that. */
export function ReadAloudButton({ id, content }: { id: string; content: string }) {
  const words = useText().voice;
  const sounding = useSounding();
  const { ready, allowed } = useParts();
  const speaking = useSpeaking();
  const mine = speaking.id === id;
  if (!allowed || content.trim() === '') return null;

  const toggle = () => {
    if (mine) return speaker.stop();
    note(undefined);
    if (ready('SPEECH')) speaker.read(id, content, mannerOf(sounding));
  };
  const label = mine ? words.stopReading : words.read;
  return (
    <Tooltip title={label}>
      <Button type="text" size="small" icon={mine ? (speaking.heard ? <StopOutlined /> : <LoadingOutlined />) : <SoundOutlined />} aria-label={label} onClick={toggle} />
    </Tooltip>
  );
}
