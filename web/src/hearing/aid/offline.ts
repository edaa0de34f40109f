import { Aids, Tunings } from '../generated/sound.js';
import { Ear } from './ear';
import { BLOCK, FULL_SCALE, type AidSettings, type Program } from './protocol';
import { SENTENCE_LEVEL } from './sentences';

/** Before a sentence: what follows levels and noise has time to settle. */
const LEAD_SECONDS = 0.5;
/** How long the page is held at once. */
const HOLD_MILLIS = 12;
/** dB that speech stands above the noise. */
const NOISE_BELOW = 8;
const MASK_HERTZ = 16_000;

/** A sentence as it reaches the microphone: so loud, before noise of its own spectrum or none. */
export function atTheMicrophone(sentence: Float32Array, rate: number, spl: number, noisy: boolean, seed: number): Float32Array {
  const lead = Math.round(LEAD_SECONDS * rate);
  const sound = new Float32Array(lead + sentence.length);
  const factor = 10 ** ((spl - FULL_SCALE - SENTENCE_LEVEL) / 20);
  for (let i = 0; i < sentence.length; i++) sound[lead + i] = factor * sentence[i]!;
  if (noisy) {
    const noise = Tunings.noise(sentence, sound.length, 10 ** ((spl - NOISE_BELOW - FULL_SCALE) / 20), seed);
    for (let i = 0; i < sound.length; i++) sound[i]! += noise[i]!;
  }
  return sound;
}

/**
 * What both ears are given of a sound: the chain of the live aid, with the same net against noise, not in real time. Nothing comes back into the microphone here, so
 * nothing is done against feedback.
 *
 * @param weights of the net
 * @returns left and right, without the lead
 */
export async function throughTheAid(sound: Float32Array, rate: number, settings: AidSettings, program: Program, weights: ArrayBuffer): Promise<[Float32Array, Float32Array]> {
  const left = new Ear(rate);
  const right = new Ear(rate);
  try {
    if (rate % MASK_HERTZ === 0) Aids.mask(left.aid, right.aid, new Int8Array(weights), false);
    const fitted = { ...settings, feedback: false };
    left.set(fitted, settings.left, program, 0);
    right.set(fitted, settings.right, program, 0);
    const length = Math.floor(sound.length / BLOCK) * BLOCK;
    const toLeft = new Float32Array(length);
    const toRight = new Float32Array(length);
    let held = performance.now();
    for (let at = 0; at < length; at += BLOCK) {
      const block = sound.subarray(at, at + BLOCK);
      left.process(block, toLeft.subarray(at, at + BLOCK));
      right.process(block, toRight.subarray(at, at + BLOCK));
      if (performance.now() - held > HOLD_MILLIS) {
        await new Promise((resolve) => setTimeout(resolve));
        held = performance.now();
      }
    }
    const lead = Math.round(LEAD_SECONDS * rate);
    return [toLeft.subarray(lead), toRight.subarray(lead)];
  } finally {
    left.close();
    right.close();
  }
}
