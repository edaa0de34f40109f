import { PlayCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select, Slider, Switch, theme } from 'antd';
import { useId, type ReactNode } from 'react';
import { useSession } from '../account/useSession';
import { useText } from '../i18n';
import { voices, type Voice } from './api';
import { note } from './notice';
import { FASTEST, SLOWEST, useVoicePreferences } from './preferences';
import { speaker } from './speaker';
import { useParts } from './useParts';
import { mannerOf } from './useSpeaking';
import { VoiceNote } from './VoiceNote';

const LANGUAGES = ['zh', 'en'] as const;
const SPOKEN = ['auto', 'zh', 'en'] as const;

/** What people call a voice: a model's own names begin with its language and sex. */
const nameOf = ({ id }: Voice) => id.replace(/^[a-z]{2}_/, '').replace(/^./, (letter) => letter.toUpperCase());

export function VoiceSettings() {
  const words = useText().voice;
  const { token } = theme.useToken();
  const { person } = useSession();
  const [preferences, change] = useVoicePreferences(person.id);
  const { ready } = useParts();
  const { data: all } = useQuery({ queryKey: ['voices'], queryFn: voices });
  const aloud = useId();

  const options = (language: string) => [
    { value: '', label: words.automatic },
    ...(all ?? []).filter((voice) => voice.language === language).map((voice) => ({ value: voice.id, label: `${nameOf(voice)} · ${voice.female ? words.female : words.male}` })),
  ];
  const hear = (language: 'zh' | 'en') => {
    note(undefined);
    if (ready('SPEECH')) speaker.read(`voice of ${language}`, words.tried[language], mannerOf(preferences));
  };
  return (
    <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <VoiceNote />
      <div style={{ display: 'flex', justifyContent: 'space-between', gap: 8 }}>
        <label htmlFor={aloud}>{words.aloud}</label>
        <Switch id={aloud} checked={preferences.aloud} onChange={(on) => { change({ aloud: on }); if (on) ready('SPEECH'); }} />
      </div>
      <Field label={words.language}>
        <Segmented
          block aria-label={words.language} value={preferences.language} onChange={(language) => change({ language })}
          options={SPOKEN.map((value) => ({ value, label: words.languages[value] }))}
        />
      </Field>
      {LANGUAGES.map((language) => (
        <Field key={language} label={words.voiceOf[language]}>
          <div style={{ display: 'flex', gap: 8 }}>
            <Select
              aria-label={words.voiceOf[language]} style={{ flex: 1, minWidth: 0 }} value={preferences.voices[language] ?? ''} options={options(language)}
              onChange={(id) => change({ voices: { ...preferences.voices, [language]: id || undefined } })}
            />
            <Button icon={<PlayCircleOutlined />} aria-label={words.tryVoice[language]} title={words.tryVoice[language]} onClick={() => hear(language)} />
          </div>
        </Field>
      ))}
      <Field label={`${words.speed} ${words.times(preferences.speed)}`}>
        <Slider
          min={SLOWEST} max={FASTEST} step={0.05} value={preferences.speed} onChange={(speed) => change({ speed })} tooltip={{ formatter: null }} style={{ margin: '4px 8px' }}
          ariaLabelForHandle={words.speed} ariaValueTextFormatterForHandle={(speed) => words.times(speed)}
        />
      </Field>
      <p style={{ margin: 0, fontSize: token.fontSizeSM, color: token.colorTextSecondary }}>{words.privacy}</p>
    </div>
  );
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <div style={{ marginBottom: 2 }}>{label}</div>
      {children}
    </div>
  );
}
