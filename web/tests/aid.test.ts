import { describe, expect, it } from 'vitest';
import { burst, loopDelay } from '../src/hearing/aid/loopback';
import { FIRST, settingsOf, TYPICAL } from '../src/hearing/aid/settings';

/** Noise by rule, the same each time. */
function noise(samples: number, amplitude: number) {
  let state = 12345;
  return Float32Array.from({ length: samples }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return amplitude * (state / 1073741824 - 1);
  });
}

describe('the delay of a device', () => {
  it('is where the burst is heard, softly, upside down and in noise', () => {
    const heard = noise(9600, 0.02);
    burst(0.1).forEach((sample, i) => (heard[1234 + i]! -= 0.3 * sample));

    expect(loopDelay(burst(0.1), heard)).toBe(1234);
  });

  it('is not known where nothing but noise, or nothing, is heard', () => {
    expect(loopDelay(burst(0.1), noise(9600, 0.1))).toBeUndefined();
    expect(loopDelay(burst(0.1), new Float32Array(9600))).toBeUndefined();
  });
});

describe('what an ear is given', () => {
  it('is its own audiogram, a typical one, or nothing', () => {
    const own = { frequencies: [1000], levels: [30] };

    expect(settingsOf(FIRST, { right: own }).right.thresholds).toBe(own);
    expect(settingsOf(FIRST, { right: own }).left.thresholds).toBeNull();
    expect(settingsOf({ ...FIRST, left: { loss: 'N3', low: 0, high: 0 } }, {}).left.thresholds).toBe(TYPICAL.N3);
  });

  it('is what fine tuning found, and nothing of how it was before', () => {
    const tuned = { low: 1, high: 4, compression: 0.8 };

    const settings = settingsOf({ ...FIRST, tuned, tunedBefore: null }, {});

    expect(settings.tuned).toBe(tuned);
    expect(settings).not.toHaveProperty('tunedBefore');
  });
});
