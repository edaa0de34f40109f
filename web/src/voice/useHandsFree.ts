import { useCallback, useEffect, useRef, useState } from 'react';
import { cue } from './cue';
import { SpeechDetector } from './detector';
import { Levels } from './levels';
import { listen } from './listen';
import { BLOCK_MS, openMicrophone, type Microphone } from './microphone';
import { noteOf, type VoiceNotice } from './notice';
import type { SpeechLanguage } from './preferences';
import { speaker } from './speaker';
import { TurnTaking } from './turnTaking';
import { useSpeaking } from './useSpeaking';

export type TalkPhase = 'starting' | 'listening' | 'hearing' | 'thinking' | 'speaking' | 'muted' | 'away' | 'failed';

export interface Caption {
  who: 'person' | 'assistant';
  text: string;
}

const SILENCE = -140;
const MOST_CAPTIONS = 30;

/** The caption of a clause goes on where the last one stood. */
export const captioned = (captions: readonly Caption[], who: Caption['who'], text: string): Caption[] => {
  const last = captions.at(-1);
  const all = who === 'assistant' && last?.who === who ? [...captions.slice(0, -1), { who, text: `${last.text} ${text}` }] : [...captions, { who, text }];
  return all.slice(-MOST_CAPTIONS);
};

interface Conversation {
  /** Whether an answer is on its way. */
  answering: boolean;
  /** Sends a turn as if it were typed; whether it arrived. */
  say: (text: string) => Promise<boolean>;
  stopAnswer: () => void;
  language: SpeechLanguage;
}

/** A conversation by voice over the one that is shown: what is said is sent as a turn, the answer is read, speech interrupts it. */
export function useHandsFree({ answering, say, stopAnswer, language }: Conversation) {
  const [levels] = useState(() => new Levels());
  const [open, setOpen] = useState(false);
  const [hearing, setHearing] = useState(false);
  const [muted, setMuted] = useState(false);
  const [away, setAway] = useState(false);
  const [partial, setPartial] = useState('');
  const [captions, setCaptions] = useState<Caption[]>([]);
  const [problem, setProblem] = useState<VoiceNotice>();
  const speaking = useSpeaking();
  const now = useRef({ say, stopAnswer, muted });
  now.current = { say, stopAnswer, muted };
  const turns = useRef<TurnTaking>(undefined);

  useEffect(() => {
    let over = false;
    let microphone: Microphone | undefined;
    const taking = new TurnTaking({
      hush: () => speaker.stop(),
      stopAnswer: () => now.current.stopAnswer(),
      caption: setPartial,
      say: (text) => {
        setCaptions((all) => captioned(all, 'person', text));
        void now.current.say(text).then((arrived) => {
          if (!arrived && !over) {
            setCaptions((all) => all.filter((each) => each.who !== 'person' || each.text !== text));
            taking.returned(text);
          }
        }).finally(() => taking.answers(false));
      },
    });
    turns.current = taking;
    const fail = (reason: unknown) => {
      if (!over) setProblem(noteOf('hear', reason));
    };
    const started = () => {
      setHearing(true);
      taking.started();
    };
    const stopped = () => {
      setHearing(false);
      taking.stopped();
    };
    const ear = listen({ language, turns: true }, {
      started,
      stopped,
      partial: (text) => taking.partial(text),
      final: (text) => {
        setProblem(undefined);
        taking.final(text);
      },
      away: (gone) => {
        setAway(gone);
        setHearing(false);
        taking.gone(gone);
        void cue(gone);
      },
    }, fail);
    // beside the recogniser's own, which is a network away
    const detector = new SpeechDetector();
    openMicrophone((heard) => {
      // silence keeps a connection that sound would have kept
      const block = now.current.muted ? { pcm: new Int16Array(heard.pcm.length), level: SILENCE } : heard;
      levels.push(block.level);
      const echo = speaker.state.heard;
      ear.hear({ ...block, echo });
      const change = detector.push(block.level, BLOCK_MS, echo);
      if (change === 'started') started();
      if (change === 'stopped') stopped();
    }, () => setMuted(true)).then((opened) => {
      microphone = opened;
      if (over) opened.close();
      else setOpen(true);
    }, fail);
    return () => {
      over = true;
      microphone?.close();
      ear.close();
      taking.close();
      speaker.stop();
    };
  }, [language, levels]);

  useEffect(() => turns.current?.answers(answering), [answering]);

  const clause = speaking.heard ? speaking.clause : '';
  useEffect(() => {
    if (clause !== '') setCaptions((all) => captioned(all, 'assistant', clause));
  }, [clause]);

  const toggleMute = useCallback(() => {
    setMuted((was) => !was);
    setHearing(false);
    turns.current?.stopped();
  }, []);
  const interrupt = useCallback(() => {
    speaker.stop();
    now.current.stopAnswer();
  }, []);

  return { phase: phaseOf({ failed: problem !== undefined, open, muted, away, hearing, heard: speaking.heard, answering }), levels, partial, captions, problem, muted, toggleMute, interrupt };
}

interface Known {
  failed: boolean;
  open: boolean;
  muted: boolean;
  away: boolean;
  hearing: boolean;
  heard: boolean;
  answering: boolean;
}

/** What matters most to whoever looks at it. */
export function phaseOf({ failed, open, muted, away, hearing, heard, answering }: Known): TalkPhase {
  if (failed) return 'failed';
  if (!open) return 'starting';
  if (away) return 'away';
  if (hearing && !muted) return 'hearing';
  if (heard) return 'speaking';
  if (answering) return 'thinking';
  return muted ? 'muted' : 'listening';
}
