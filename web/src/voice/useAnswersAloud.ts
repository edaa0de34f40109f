import { useEffect, useRef } from 'react';
import type { Running } from '../chat/useAnswer';
import { note, noteOf } from './notice';
import type { Sounding } from './manner';
import { NoSoundYet, speaker } from './speaker';
import { useSpeaking, mannerOf } from './useSpeaking';

/** Reads the answer that is being written as far as it goes, where it is wanted; and says why reading broke off. */
export function useAnswersAloud(running: Running | undefined, wanted: boolean, sounding: Sounding) {
  const followed = useRef<Running>(undefined);
  const how = useRef(sounding);
  how.current = sounding;
  const { problem } = useSpeaking();

  useEffect(() => {
    if (running?.messageId !== undefined && wanted) {
      followed.current = running;
      if (running.text !== '') speaker.feed(running.messageId, running.text, mannerOf(how.current));
    }
    const last = followed.current;
    if (last?.messageId !== undefined && running?.messageId !== last.messageId) {
      followed.current = undefined;
      speaker.finish(last.messageId, last.text);
    }
  }, [running, wanted]);

  useEffect(() => {
    // an answer that came by itself after the page was loaded is not worth a complaint
    if (problem !== undefined && !(problem instanceof NoSoundYet)) note(noteOf('speak', problem));
  }, [problem]);
}
