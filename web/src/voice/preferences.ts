import { useSyncExternalStore } from 'react';
import { firstOf, PAUSES, saysNothing, type Pauses, type Sounding } from './manner';

export type SpeechLanguage = 'auto' | 'zh' | 'en';

/** How a person speaks and is spoken to, on this device. */
export interface VoicePreferences {
  /** What they speak. */
  language: SpeechLanguage;
  /** Whether answers are read aloud as they come. */
  aloud: boolean;
  /** By the language of what is read; undefined for the model's own choice. */
  voices: { zh?: string | undefined; en?: string | undefined };
  speed: number;
  pauses: Pauses;
  /** What was chosen for single assistants and personas, by {@link SpokenAs.key}. */
  byAssistant: Record<string, Sounding>;
}

/** Whom one hears in a conversation. */
export interface SpokenAs {
  /** By which what was chosen for it is kept. */
  key: string;
  name: string;
  /** As it is meant to sound. */
  manner: Sounding;
}

export const SLOWEST = 0.5;
export const FASTEST = 2;

const USUAL: VoicePreferences = { language: 'auto', aloud: false, voices: {}, speed: 1, pauses: 'USUAL', byAssistant: {} };
const KEY = 'liaoyuan.voice.';

const known = new Map<string, VoicePreferences>();
const listeners = new Set<() => void>();
const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => void listeners.delete(changed);
};

/** What was kept, as far as it makes sense. */
export function readPreferences(kept: string | null): VoicePreferences {
  try {
    const { language, aloud, voices, speed, pauses, byAssistant } = { ...USUAL, ...(JSON.parse(kept ?? '{}') as object) } as VoicePreferences;
    const name = (voice: unknown) => (typeof voice === 'string' && voice !== '' ? voice : undefined);
    const fast = (value: unknown) => (typeof value === 'number' && value >= SLOWEST && value <= FASTEST ? value : undefined);
    const long = (value: unknown) => PAUSES.find((each) => each === value);
    const chosen = Object.entries(typeof byAssistant === 'object' && byAssistant !== null ? byAssistant : {})
      .map(([key, each]): [string, Sounding] => [key, { zh: name(each?.zh), en: name(each?.en), speed: fast(each?.speed), pauses: long(each?.pauses) }])
      .filter(([, each]) => !saysNothing(each));
    return {
      language: language === 'zh' || language === 'en' ? language : 'auto',
      aloud: aloud === true,
      voices: { zh: name(voices?.zh), en: name(voices?.en) },
      speed: fast(speed) ?? 1,
      pauses: long(pauses) ?? 'USUAL',
      byAssistant: Object.fromEntries(chosen),
    };
  } catch {
    return USUAL;
  }
}

function preferencesOf(person: string): VoicePreferences {
  const here = known.get(person) ?? readPreferences(localStorage.getItem(KEY + person));
  known.set(person, here);
  return here;
}

export function useVoicePreferences(person: string) {
  const preferences = useSyncExternalStore(subscribe, () => preferencesOf(person));
  const change = (what: Partial<VoicePreferences>) => {
    const changed = { ...preferencesOf(person), ...what };
    known.set(person, changed);
    localStorage.setItem(KEY + person, JSON.stringify(changed));
    listeners.forEach((listener) => listener());
  };
  return [preferences, change] as const;
}

/** As everything sounds for which nothing else was chosen. */
export const usualOf = ({ voices, speed, pauses }: VoicePreferences): Sounding => ({ ...voices, speed, pauses });

/** How a conversation sounds: as was chosen for whom it is with, else as that one is meant to, else as usual; each part by itself. */
export const soundingOf = (preferences: VoicePreferences, as: SpokenAs | undefined): Sounding =>
  firstOf(as && preferences.byAssistant[as.key], as?.manner, usualOf(preferences));
