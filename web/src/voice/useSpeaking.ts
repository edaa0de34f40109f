import { useSyncExternalStore } from 'react';
import { voiceFor, type VoicePreferences } from './preferences';
import type { Manner } from './api';
import { speaker } from './speaker';

/** What is read aloud now. */
export const useSpeaking = () => useSyncExternalStore(speaker.subscribe, speaker.current);

/** How a message is read: in one voice from its first clause to its last. */
export function mannerOf(preferences: VoicePreferences): (text: string) => Manner {
  let manner: Manner | undefined;
  return (text) => (manner ??= { voice: voiceFor(text, preferences), speed: preferences.speed });
}
