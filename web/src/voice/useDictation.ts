import { useCallback, useEffect, useRef, useState } from 'react';
import type { Ear } from './ear';
import { join } from './join';
import { Levels } from './levels';
import { listen } from './listen';
import { BLOCK_MS, openMicrophone, type Microphone } from './microphone';
import { note, noteOf } from './notice';
import type { SpeechLanguage } from './preferences';
import { speaker } from './speaker';
import { MOST_MS } from './uploadEar';

export type DictationPhase = 'idle' | 'starting' | 'recording' | 'writing';

interface Recording {
  /** What stood there before. */
  base: string;
  said: string;
  ear: Ear;
  microphone: Microphone | undefined;
  over: boolean;
}

/** Writes what a person says behind what they have typed, as they say it. */
export function useDictation(draft: string, change: (draft: string) => void, language: SpeechLanguage) {
  const [phase, setPhase] = useState<DictationPhase>('idle');
  const [levels, setLevels] = useState(() => new Levels());
  const current = useRef<Recording>(undefined);
  const write = useRef(change);
  write.current = change;

  const close = useCallback((recording: Recording) => {
    recording.over = true;
    recording.microphone?.close();
    recording.ear.close();
    if (current.current !== recording) return;
    current.current = undefined;
    setPhase('idle');
  }, []);

  const stop = useCallback(async () => {
    const recording = current.current;
    if (!recording || recording.over) return;
    // let go before the microphone was open: nothing was said
    if (!recording.microphone) return close(recording);
    recording.microphone.close();
    setPhase('writing');
    try {
      await recording.ear.finish();
    } catch (e) {
      if (!recording.over) note(noteOf('hear', e));
    }
    close(recording);
  }, [close]);

  const cancel = useCallback(() => {
    const recording = current.current;
    if (!recording) return;
    close(recording);
    write.current(recording.base);
  }, [close]);

  const start = useCallback(async () => {
    if (current.current) return;
    note(undefined);
    speaker.stop();
    setPhase('starting');
    const heard = new Levels();
    setLevels(heard);
    const show = (text: string) => {
      if (!recording.over) write.current(join(recording.base, text));
    };
    const ear = listen({ language, turns: false }, {
      started: () => {},
      stopped: () => {},
      partial: (text) => show(join(recording.said, text)),
      final: (text) => {
        recording.said = join(recording.said, text);
        show(recording.said);
      },
    }, (reason) => note(noteOf('hear', reason)));
    const recording: Recording = { base: draft, said: '', ear, microphone: undefined, over: false };
    current.current = recording;
    try {
      recording.microphone = await openMicrophone((block) => {
        heard.push(block.level);
        ear.hear(block);
        if (heard.count * BLOCK_MS >= MOST_MS) void stop();
      }, () => void stop());
    } catch (e) {
      note(noteOf('hear', e));
      close(recording);
      return;
    }
    if (recording.over) recording.microphone.close();
    else setPhase('recording');
  }, [draft, language, stop, close]);

  useEffect(() => () => {
    if (current.current) close(current.current);
  }, [close]);

  return { phase, levels, start, stop, cancel };
}
