import { useCallback, useEffect, useRef, useState } from 'react';
import type { Audiometry, TonesResult, Tone } from './audiometry';
import { openAudio, play, type Playing } from './sounds';

/** What a test that a reload interrupted goes on with. */
const KEPT = 'liaoyuan.hearing.tones';

export function interruptedTones(tests: Audiometry): string | undefined {
  const saved = sessionStorage.getItem(KEPT);
  try {
    return saved !== null && tests.nextTone(saved) ? saved : undefined;
  } catch {
    // of another version
    return undefined;
  }
}

export const forgetTones = () => sessionStorage.removeItem(KEPT);

/** How long the button shows that it was pressed. */
const FLASH_MILLIS = 150;
/** Nobody answers a tone sooner: who presses then meant the gap. */
const SOONEST_MILLIS = 120;

/**
 * Runs a pure-tone test: waits the gap, plays, waits for an answer. The procedure itself has no clock; this is it. A page that is hidden, or a
 * pause, takes the tone back: it is played again.
 */
export function useTones(tests: Audiometry, begun: string, fullScale: number[], done: (result: TonesResult, saved: string) => void) {
  const saved = useRef(begun);
  const open = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const playing = useRef<Playing>(undefined);
  const [tone, setTone] = useState<Tone | undefined>(() => tests.nextTone(begun));
  const [paused, setPaused] = useState(false);
  const [pressed, setPressed] = useState(false);
  const [problem, setProblem] = useState('');
  const heardNow = useRef(() => {});
  const finish = useRef(done);
  finish.current = done;

  const halt = useCallback(() => {
    clearTimeout(timer.current);
    playing.current?.stop();
    playing.current = undefined;
    open.current = 0;
  }, []);

  const present = useCallback(() => {
    const next = tests.nextTone(saved.current);
    setTone(next);
    sessionStorage.setItem(KEPT, saved.current);
    if (!next) {
      halt();
      forgetTones();
      finish.current(tests.tonesResult(saved.current), saved.current);
      return;
    }
    const answer = (heard: boolean) => {
      halt();
      saved.current = tests.answerTone(saved.current, heard);
      present();
    };
    heardNow.current = () => answer(true);
    const sound = async () => {
      const audio = await openAudio();
      if (!next.silent) playing.current = await play(tests.tone(audio.sampleRate, next.hertz, tests.amplitude(fullScale, next.hertz, next.level)), audio.sampleRate, next.ear);
      open.current = performance.now();
      timer.current = setTimeout(() => answer(false), next.window);
    };
    timer.current = setTimeout(() => void sound().catch((e: Error) => setProblem(e.message)), next.gap);
  }, [tests, fullScale, halt]);

  useEffect(() => {
    present();
    return halt;
  }, [present, halt]);

  const pause = useCallback(() => {
    halt();
    saved.current = tests.repeatTone(saved.current);
    setPaused(true);
  }, [tests, halt]);

  useEffect(() => {
    const hidden = () => document.hidden && !paused && pause();
    document.addEventListener('visibilitychange', hidden);
    return () => document.removeEventListener('visibilitychange', hidden);
  }, [paused, pause]);

  const press = useCallback(() => {
    if (paused) return;
    setPressed(true);
    setTimeout(() => setPressed(false), FLASH_MILLIS);
    if (open.current > 0 && performance.now() - open.current >= SOONEST_MILLIS) heardNow.current();
    else saved.current = tests.strayPress(saved.current);
  }, [tests, paused]);

  useEffect(() => {
    // whichever button has the focus: space is the answer while the test runs, Enter is for buttons
    const key = (event: KeyboardEvent) => {
      if (event.code !== 'Space' || paused) return;
      event.preventDefault();
      if (event.type === 'keydown' && !event.repeat) press();
    };
    addEventListener('keydown', key);
    addEventListener('keyup', key);
    return () => {
      removeEventListener('keydown', key);
      removeEventListener('keyup', key);
    };
  }, [press, paused]);

  const resume = () => {
    setPaused(false);
    present();
  };
  return { tone, paused, pressed, press, pause, resume, problem };
}
