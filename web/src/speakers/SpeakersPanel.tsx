import { App, Button, Input, theme } from 'antd';
import { useState } from 'react';
import type { SpaceSpeaker } from '../api/types';
import { useText } from '../i18n';
import { useSpeakers } from './useSpeakers';

const LONGEST = 40;

/** Of a recording in which speakers are told apart: what they are called. */
export function SpeakersPanel({ id }: { id: string }) {
  const text = useText();
  const words = text.speakers;
  const { token } = theme.useToken();
  const { notification, message } = App.useApp();
  const { speakers, rename } = useSpeakers(id);
  if (!speakers || speakers.length === 0) return null;
  const failed = (e: Error) => void message.error(e.message || text.offline);
  const name = async (speaker: SpaceSpeaker, wanted: string) => {
    await rename(speaker.number, wanted);
    const key = `speaker-${id}-${speaker.number}`;
    const undo = () => {
      notification.destroy(key);
      void rename(speaker.number, speaker.name).catch(failed);
    };
    notification.open({
      key, title: words.named(speaker.name, wanted || speaker.label), placement: 'bottomLeft',
      actions: <Button type="link" onClick={undo}>{text.undo}</Button>,
    });
  };
  return (
    <section aria-labelledby="speakers-title" style={{ border: `1px solid ${token.colorBorderSecondary}`, borderRadius: token.borderRadiusLG, padding: 12, display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)', overflowWrap: 'anywhere' }}>
      <h2 id="speakers-title" style={{ margin: 0, fontSize: 16 }}>{words.title}</h2>
      <div>{words.detail}</div>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        {speakers.map((speaker) => <SpeakerName key={`${speaker.number} ${speaker.name}`} speaker={speaker} change={(wanted) => void name(speaker, wanted).catch(failed)} />)}
      </div>
    </section>
  );
}

/** What is typed counts at Enter, or when another field is chosen. */
function SpeakerName({ speaker, change }: { speaker: SpaceSpeaker; change: (name: string) => void }) {
  const words = useText().speakers;
  const [typed, setTyped] = useState(speaker.name);
  const done = () => {
    const wanted = typed.trim();
    if (wanted !== speaker.name && (wanted !== '' || speaker.name !== speaker.label)) change(wanted);
    else setTyped(speaker.name);
  };
  return (
    <Input
      style={{ width: 180 }} aria-label={words.name(speaker.label)} placeholder={speaker.label} maxLength={LONGEST} value={typed}
      onChange={(e) => setTyped(e.target.value)} onBlur={done} onPressEnter={(e) => e.currentTarget.blur()}
    />
  );
}
