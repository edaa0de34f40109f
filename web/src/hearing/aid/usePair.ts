import { useEffect, useRef, useState } from 'react';
import { newSeed } from '../audiometry';
import { openAudio, play, type Playing, type Spoken } from '../sounds';
import { atTheMicrophone, throughTheAid } from './offline';
import type { AidSettings, Trims } from './protocol';
import { sentence } from './sentences';
import type { Pair } from './tuning';
import weights from '../../../../sound/src/main/resources/org/liaoyuan/sound/enhancement/low-delay-denoiser.bin?url';

export type Side = 'first' | 'second';

/** Speech as it comes: ordinary, soft, loud. dB SPL. */
const LEVELS = [65, 55, 72];

export interface Scene {
  language: Spoken;
  noisy: boolean;
}

/**
 * A sentence in two settings, each made once and played as often as one wants. Both have the same noise to the sample, or the noise would be compared.
 *
 * @param pair nothing while there is none
 */
export function usePair(pair: Pair | undefined, settings: AidSettings, { language, noisy }: Scene) {
  const [made, setMade] = useState<Record<Side, [Float32Array, Float32Array]>>();
  const [rate, setRate] = useState(0);
  const [sounds, setSounds] = useState<Side>();
  const [heard, setHeard] = useState<ReadonlySet<Side>>(new Set());
  const [problem, setProblem] = useState('');
  const playing = useRef<Playing>(undefined);

  const wanted = pair && JSON.stringify([pair, settings, language, noisy]);
  useEffect(() => {
    if (wanted === undefined) return;
    const [now, given] = JSON.parse(wanted) as [Pair, AidSettings];
    let over = false;
    setMade(undefined);
    setHeard(new Set());
    setProblem('');
    const make = async () => {
      const context = await openAudio();
      const net = await (await fetch(weights)).arrayBuffer();
      const said = await sentence(context, language, now.answered);
      const sound = atTheMicrophone(said, context.sampleRate, LEVELS[now.answered % LEVELS.length]!, noisy, newSeed());
      const program = given.program !== 'AUTOMATIC' ? given.program : noisy ? 'SPEECH_IN_NOISE' : 'QUIET';
      const of = (tuned: Trims) => throughTheAid(sound, context.sampleRate, { ...given, tuned }, program, net);
      const both = { first: await of(now.first), second: await of(now.second) };
      if (over) return;
      setRate(context.sampleRate);
      setMade(both);
    };
    make().catch((e: unknown) => {
      if (!over) setProblem(e instanceof Error ? e.message : String(e));
    });
    return () => {
      over = true;
      playing.current?.stop();
    };
  }, [wanted, language, noisy]);

  const hear = async (side: Side) => {
    if (!made) return;
    playing.current?.stop();
    const now = await play(made[side], rate);
    playing.current = now;
    setSounds(side);
    await now.ended;
    if (playing.current !== now) return;
    setSounds(undefined);
    setHeard((before) => new Set(before).add(side));
  };

  return { ready: made !== undefined, sounds, heard, problem, hear };
}
