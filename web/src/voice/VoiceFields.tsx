import { PlayCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select, Slider } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../i18n';
import { voices, type Voice } from './api';
import { firstOf, PAUSES, type Pauses, type Sounding } from './manner';
import { note } from './notice';
import { FASTEST, SLOWEST } from './preferences';
import { speaker } from './speaker';
import { useParts } from './useParts';
import { mannerOf } from './useSpeaking';

const LANGUAGES = ['zh', 'en'] as const;

/** What people call a voice: a model's own names begin with its language and sex. */
const nameOf = ({ id }: Pick<Voice, 'id'>) => id.replace(/^[a-z]{2}_/, '').replace(/^./, (letter) => letter.toUpperCase());

interface Props {
  /** As a form's field gets it. */
  value?: Sounding;
  onChange?: (value: Sounding) => void;
  /** How what is left open sounds. */
  otherwise: Sounding;
  /** What the choice of no voice is called. */
  open: string;
  /** Before the names of the fields, where a page has them twice. */
  of?: string;
}

/** A voice for each language, to be heard; how fast, and with what pauses. */
export function VoiceFields({ value = {}, onChange, otherwise, open, of = '' }: Props) {
  const words = useText().voice;
  const { ready } = useParts();
  const { data: all } = useQuery({ queryKey: ['voices'], queryFn: voices });
  const heard = firstOf(value, otherwise);
  const change = (what: Sounding) => onChange?.({ ...value, ...what });
  const named = (label: string) => (of === '' ? label : `${of}: ${label}`);

  const options = (language: 'zh' | 'en') => {
    const here = (all ?? []).filter((voice) => voice.language === language).map((voice) => ({ value: voice.id, label: `${nameOf(voice)} · ${voice.female ? words.female : words.male}` }));
    const chosen = value[language];
    const elsewhere = chosen && !here.some((each) => each.value === chosen) ? [{ value: chosen, label: nameOf({ id: chosen }) }] : [];
    return [{ value: '', label: open }, ...here, ...elsewhere];
  };
  const hear = (language: 'zh' | 'en') => {
    note(undefined);
    if (ready('SPEECH')) speaker.read(`voice of ${language}`, words.tried[language], mannerOf(heard));
  };
  const speed = heard.speed ?? 1;
  return (
    <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {LANGUAGES.map((language) => (
        <Part key={language} label={words.voiceOf[language]}>
          <div style={{ display: 'flex', gap: 8 }}>
            <Select
              aria-label={named(words.voiceOf[language])} style={{ flex: 1, minWidth: 0 }} value={value[language] ?? ''} options={options(language)}
              onChange={(id) => change({ [language]: id || undefined })}
            />
            <Button icon={<PlayCircleOutlined />} aria-label={named(words.tryVoice[language])} title={words.tryVoice[language]} onClick={() => hear(language)} />
          </div>
        </Part>
      ))}
      <Part label={`${words.speed} ${words.times(speed)}`}>
        <Slider
          min={SLOWEST} max={FASTEST} step={0.05} value={speed} onChange={(wanted: number) => change({ speed: wanted })} tooltip={{ formatter: null }} style={{ margin: '4px 8px' }}
          ariaLabelForHandle={named(words.speed)} ariaValueTextFormatterForHandle={(wanted) => words.times(wanted)}
        />
      </Part>
      <Part label={words.pauses}>
        <Segmented<Pauses>
          block aria-label={named(words.pauses)} value={heard.pauses ?? 'USUAL'} onChange={(pauses) => change({ pauses })} options={PAUSES.map((each) => ({ value: each, label: words.pausesOf[each] }))}
        />
      </Part>
    </div>
  );
}

/** A field with its name above it. */
export function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <div style={{ marginBottom: 2 }}>{label}</div>
      {children}
    </div>
  );
}
