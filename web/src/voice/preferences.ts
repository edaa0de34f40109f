import { useSyncExternalStore } from 'react';

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
}

export const SLOWEST = 0.5;
export const FASTEST = 2;

const USUAL: VoicePreferences = { language: 'auto', aloud: false, voices: {}, speed: 1 };
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
    const { language, aloud, voices, speed } = { ...USUAL, ...(JSON.parse(kept ?? '{}') as object) } as VoicePreferences;
    const name = (voice: unknown) => (typeof voice === 'string' && voice !== '' ? voice : undefined);
    return {
      language: language === 'zh' || language === 'en' ? language : 'auto',
      aloud: aloud === true,
      voices: { zh: name(voices?.zh), en: name(voices?.en) },
      speed: typeof speed === 'number' && speed >= SLOWEST && speed <= FASTEST ? speed : 1,
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

/** The voice for a text: that of the language that it is written in. */
export const voiceFor = (text: string, { voices }: VoicePreferences) => (/\p{Script=Han}/u.test(text) ? voices.zh : voices.en);
