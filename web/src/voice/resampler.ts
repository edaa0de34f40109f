/** Zero crossings of the sinc on either side, at the lower of the two rates. */
const CROSSINGS = 16;
/** Where the pass band ends, as a part of the lower rate's half: what is between there and its mirror image may fold. */
const PASS = 0.92;

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
const sinc = (x: number) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
/** Hann's window over -1 to 1. */
const window = (x: number) => (Math.abs(x) >= 1 ? 0 : 0.5 + 0.5 * Math.cos(Math.PI * x));

/**
 * Gives samples another rate, block by block, as if they had come as one. A windowed sinc for each phase that occurs (Smith,
 * "Digital Audio Resampling"); places are counted in whole numbers, so nothing drifts however long it runs. Delay: 16 samples of
 * the lower rate.
 */
export class Resampler {
  private readonly up: number;
  private readonly down: number;
  private readonly half: number;
  private readonly phases: Float32Array[];
  private kept: Float32Array;
  /** Place of the next output, in steps of 1/up of an input sample, from the middle of the first tap of {@link kept} on. */
  private at = 0;

  constructor(from: number, to: number) {
    const common = divisor(from, to);
    this.up = to / common;
    this.down = from / common;
    const cut = PASS * Math.min(1, to / from);
    this.half = Math.ceil(CROSSINGS / Math.min(1, to / from));
    this.phases = Array.from({ length: this.up }, (_, phase) => taps(phase / this.up, this.half, cut));
    this.kept = new Float32Array(this.half - 1);
  }

  push(block: Float32Array): Float32Array {
    const input = new Float32Array(this.kept.length + block.length);
    input.set(this.kept);
    input.set(block, this.kept.length);
    const length = 2 * this.half;
    const last = input.length - length;
    const count = last < 0 ? 0 : Math.max(0, Math.ceil(((last + 1) * this.up - this.at) / this.down));
    const output = new Float32Array(count);
    for (let i = 0; i < count; i++, this.at += this.down) {
      const first = Math.floor(this.at / this.up);
      const weights = this.phases[this.at % this.up]!;
      let sum = 0;
      for (let k = 0; k < length; k++) sum += weights[k]! * input[first + k]!;
      output[i] = sum;
    }
    const done = Math.min(Math.floor(this.at / this.up), input.length);
    this.at -= done * this.up;
    this.kept = input.slice(done);
    return output;
  }
}

/** Weights for a place that is this part of a sample after the tap `half - 1`; they sum to 1. */
function taps(part: number, half: number, cut: number): Float32Array {
  const weights = Float32Array.from({ length: 2 * half }, (_, k) => {
    const x = k - (half - 1) - part;
    return cut * sinc(cut * x) * window(x / half);
  });
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / sum);
}
