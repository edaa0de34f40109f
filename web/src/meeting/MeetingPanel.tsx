import { FileTextOutlined } from '@ant-design/icons';
import { App, Button, theme } from 'antd';
import type { MeetingNotes } from '../api/types';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { isUnfinished, useMeetingNotes } from './useMeetingNotes';
import type { MeetingWords } from './words';

/** Of a recording: makes notes of the meeting, and leads to them. */
export function MeetingPanel({ id }: { id: string }) {
  const text = useText();
  const words = text.meeting;
  const { token } = theme.useToken();
  const { message } = App.useApp();
  const { notes, make } = useMeetingNotes(id);
  if (!notes) return null;
  const ready = notes.state === 'READY';
  const failed = (e: Error) => void message.error(e.message || text.offline);
  return (
    <section aria-labelledby="meeting-title" style={{ border: `1px solid ${token.colorBorderSecondary}`, borderRadius: token.borderRadiusLG, padding: 12, display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)', overflowWrap: 'anywhere' }}>
      <h2 id="meeting-title" style={{ margin: 0, fontSize: 16 }}>{words.title}</h2>
      <div role="status">{stateOf(notes, words)}</div>
      {!isUnfinished(notes) && (
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          {ready && notes.note && <Button type="primary" onClick={() => go(`/space/notes/${notes.note}`)}>{words.open}</Button>}
          <Button icon={<FileTextOutlined />} onClick={() => void make().catch(failed)}>{notes.state === 'NONE' ? words.make : words.again}</Button>
        </div>
      )}
    </section>
  );
}

function stateOf({ state, reason, note, done, parts }: MeetingNotes, words: MeetingWords) {
  if (state === 'WAITING') return words.waiting;
  if (state === 'MAKING') return words.making(done, parts);
  if (state === 'READY') return note ? words.ready : words.deleted;
  return reason ? words.failed[reason] : words.detail;
}
