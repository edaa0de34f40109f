import { useSyncExternalStore } from 'react';
import { voiceFor, type Sounding } from './manner';
import type { Manner } from './api';
import { speaker } from './speaker';

/** What is read aloud now. */
export const useSpeaking = () => useSyncExternalStore(speaker.subscribe, speaker.current);

/** How a message is read: in one voice from its first clause to its last. */
export function mannerOf(sounding: Sounding): (text: string) => Manner {
  let manner: Manner | undefined;
  return (text) => (manner ??= { voice: voiceFor(text, sounding), speed: sounding.speed ?? 1, pauses: sounding.pauses ?? 'USUAL' });
}
