import { useSyncExternalStore } from 'react';
import { MicrophoneError } from './microphone';

export type PartPurpose = 'TRANSCRIPTION' | 'SPEECH';

/** What stands between a person and their voice. */
export type VoiceNotice = { kind: 'part'; purpose: PartPurpose } | { kind: 'microphone'; fault: MicrophoneError['fault'] } | { kind: 'hear' | 'speak'; message: string };

let notice: VoiceNotice | undefined;
const listeners = new Set<() => void>();
const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => void listeners.delete(changed);
};

export function note(what: VoiceNotice | undefined) {
  notice = what;
  listeners.forEach((changed) => changed());
}

/** What is said of something that went wrong. */
export const noteOf = (kind: 'hear' | 'speak', reason: unknown): VoiceNotice =>
  reason instanceof MicrophoneError ? { kind: 'microphone', fault: reason.fault } : { kind, message: reason instanceof Error ? reason.message : '' };

export const useNotice = () => useSyncExternalStore(subscribe, () => notice);
