/** How much the correlation has to stand out of the rest to be believed. */
const CLEAR = 6;

/** Above this, in milliseconds, one hears oneself twice: it is no hearing aid any more but a remote microphone. */
export const REMOTE_MILLIS = 30;

/**
 * How many samples later a sound was heard than it was played, by the largest cross-correlation; undefined where none stands out, as with
 * headphones that the microphone does not hear.
 */
export function loopDelay(played: Float32Array, heard: Float32Array): number | undefined {
  let best = 0;
  let largest = 0;
  let sum = 0;
  const lags = heard.length - played.length;
  for (let lag = 0; lag <= lags; lag++) {
    let product = 0;
    for (let i = 0; i < played.length; i++) product += played[i]! * heard[lag + i]!;
    const size = Math.abs(product);
    sum += size * size;
    if (size > largest) {
      largest = size;
      best = lag;
    }
  }
  const usual = Math.sqrt(sum / (lags + 1));
  return usual > 0 && largest > CLEAR * usual ? best : undefined;
}

/** A burst whose correlation with itself is one sharp peak: a sequence of maximum length (x^10 + x^7 + 1), softly begun and ended. */
export function burst(amplitude: number): Float32Array {
  const sequence = new Float32Array(1023);
  let state = 1;
  for (let i = 0; i < sequence.length; i++) {
    const bit = (state ^ (state >> 3)) & 1;
    state = (state >> 1) | (bit << 9);
    sequence[i] = (bit === 1 ? amplitude : -amplitude) * Math.min(1, i / 64, (sequence.length - 1 - i) / 64);
  }
  return sequence;
}
