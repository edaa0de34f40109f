import { RATE } from './pcm';
import { SoundOutput } from './soundOutput';

const TONE_SECONDS = 0.12;
const LEVEL = 0.15;
/** Begins and ends softly: without a click. */
const EDGE_SECONDS = 0.015;

/** Two tones, one after the other. */
export function tones(hertz: readonly [number, number]): Float32Array<ArrayBuffer> {
  const length = Math.round(TONE_SECONDS * RATE);
  const edge = EDGE_SECONDS * RATE;
  const samples = new Float32Array(2 * length);
  hertz.forEach((each, tone) => {
    for (let i = 0; i < length; i++) samples[tone * length + i] = LEVEL * Math.min(1, i / edge, (length - i) / edge) * Math.sin((2 * Math.PI * each * i) / RATE);
  });
  return samples;
}

let output: SoundOutput | undefined;

/** Falling: nobody is heard any more; rising: somebody is heard again. For whoever does not look at the page. */
export async function cue(away: boolean) {
  output ??= new SoundOutput();
  // a tone that can not be heard is no fault of the talk
  if (await output.ready().catch(() => false)) output.play(tones(away ? [660, 440] : [440, 660]), RATE, output.now + 0.05);
}
