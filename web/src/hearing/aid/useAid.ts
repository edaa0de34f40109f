import { useEffect, useRef, useState } from 'react';
import { LiveAid, type Lateness, type Meters } from './liveAid';
import type { AidSettings } from './protocol';

export type Trouble = { kind: 'denied' | 'noMicrophone' | 'unsupported' | 'ended' } | { kind: 'failed'; reason: string };

const troubleOf = (e: unknown): Trouble => {
  const name = e instanceof Error ? e.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return { kind: 'denied' };
  if (name === 'NotFoundError' || name === 'NotReadableError' || name === 'OverconstrainedError') return { kind: 'noMicrophone' };
  return { kind: 'failed', reason: e instanceof Error ? e.message : String(e) };
};

const isSupported = () => typeof AudioWorkletNode !== 'undefined' && navigator.mediaDevices !== undefined;

/** The live aid of this page: it runs at most once, and ends when the page is left. */
export function useAid(settings: AidSettings) {
  const aid = useRef<LiveAid | undefined>(undefined);
  const wanted = useRef(false);
  const [state, setState] = useState<'off' | 'starting' | 'on'>('off');
  const [trouble, setTrouble] = useState<Trouble>();
  const [meters, setMeters] = useState<Meters>();
  const [lateness, setLateness] = useState<Lateness>();

  const stop = (why?: Trouble) => {
    wanted.current = false;
    void aid.current?.stop();
    aid.current = undefined;
    setState('off');
    setMeters(undefined);
    setLateness(undefined);
    setTrouble(why);
  };

  const start = async () => {
    if (!isSupported()) return setTrouble({ kind: 'unsupported' });
    wanted.current = true;
    setState('starting');
    setTrouble(undefined);
    try {
      const ended = (reason: string) => stop(reason === 'microphone' ? { kind: 'ended' } : { kind: 'failed', reason });
      const started = await LiveAid.start(settings, { meters: setMeters, late: setLateness, ended });
      // switched off, or left, while the browser asked for the microphone
      if (!wanted.current) return void started.stop();
      aid.current = started;
      setState('on');
    } catch (e) {
      stop(troubleOf(e));
    }
  };

  const said = JSON.stringify(settings);
  useEffect(() => {
    aid.current?.set(JSON.parse(said) as AidSettings);
  }, [said, state]);
  useEffect(() => () => {
    wanted.current = false;
    void aid.current?.stop();
  }, []);

  return { state, trouble, meters, start, stop: () => stop(), lateness, stream: aid.current?.stream, measure: () => aid.current?.measure() };
}
