import { describe, expect, it } from 'vitest';
import { SpeechDetector } from '../src/voice/detector';
import { base64, level, PcmReader, toPcm16, wavFile } from '../src/voice/pcm';
import { PlayQueue, type Output } from '../src/voice/playQueue';
import { Resampler } from '../src/voice/resampler';

const tone = (hertz: number, rate: number, seconds: number) => Float32Array.from({ length: rate * seconds }, (_, n) => Math.sin((2 * Math.PI * hertz * n) / rate));
const inBlocks = (resampler: Resampler, samples: Float32Array, size: number) => {
  const out: number[] = [];
  for (let i = 0; i < samples.length; i += size) out.push(...resampler.push(samples.subarray(i, i + size)));
  return out;
};

describe('samples', () => {
  it('become 16-bit integers, clipped where they are too loud', () => {
    expect([...toPcm16(new Float32Array([0, 1, -1, 3, -3, 0.5]))]).toEqual([0, 32_767, -32_767, 32_767, -32_767, 16_384]);
  });

  it('are read from bytes that are cut in the midst of a sample', () => {
    const bytes = new Uint8Array(Int16Array.from([1, -2, 300, -32_768, 32_767]).buffer);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const reader = new PcmReader();

      const samples = [...reader.push(bytes.slice(0, cut)), ...reader.push(new Uint8Array()), ...reader.push(bytes.slice(cut))];

      expect(samples.map((s) => s * 32_768)).toEqual([1, -2, 300, -32_768, 32_767]);
    }
  });

  it('go out in Base64, long ones too', () => {
    const pcm = Int16Array.from({ length: 20_000 }, (_, i) => (i * 37) % 30_000);

    expect(base64(pcm)).toBe(Buffer.from(pcm.buffer).toString('base64'));
  });

  it('are a WAV file whose head says how long it is', async () => {
    const bytes = new DataView(await wavFile([Int16Array.from([1, 2]), Int16Array.from([-3])]).arrayBuffer());

    expect([bytes.byteLength, bytes.getUint32(4, true), bytes.getUint32(24, true), bytes.getUint32(40, true)]).toEqual([50, 42, 24_000, 6]);
    expect([bytes.getInt16(44, true), bytes.getInt16(46, true), bytes.getInt16(48, true)]).toEqual([1, 2, -3]);
  });

  it('have a level: a sine of full scale 3 dB below it, half of it 6 dB less', () => {
    expect(level(tone(1000, 24_000, 1))).toBeCloseTo(-3.01, 1);
    expect(level(tone(1000, 24_000, 1).map((s) => s / 2))).toBeCloseTo(-9.03, 1);
    expect(level(new Float32Array(10))).toBe(-140);
  });
});

describe('another rate', () => {
  it.each([[48_000, 24_000], [44_100, 24_000], [16_000, 24_000], [96_000, 24_000]])('of %i as %i keeps a tone as it is', (from, to) => {
    const out = inBlocks(new Resampler(from, to), tone(1000, from, 1), 128);

    // both begin at the same place: no delay is left but the samples at the end that wait for more
    const expected = tone(1000, to, 1);
    const error = out.slice(200, 20_000).reduce((most, s, n) => Math.max(most, Math.abs(s - expected[n + 200]!)), 0);
    expect(error).toBeLessThan(0.002);
  });

  it('loses what it has no room for, instead of folding it', () => {
    const out = inBlocks(new Resampler(48_000, 24_000), tone(15_000, 48_000, 1), 128);

    expect(level(out.slice(200))).toBeLessThan(-60);
  });

  it('is the same however the blocks are cut, and never drifts', () => {
    const samples = tone(440, 44_100, 2);

    const whole = [...new Resampler(44_100, 24_000).push(samples)];

    expect(inBlocks(new Resampler(44_100, 24_000), samples, 128)).toEqual(whole);
    expect(inBlocks(new Resampler(44_100, 24_000), samples, 1_000)).toEqual(whole);
    expect(Math.abs(whole.length - 48_000)).toBeLessThan(20);
  });
});

describe('a speech detector', () => {
  const BLOCK = 40;
  const after = (detector: SpeechDetector, levels: number[], echo = false) => levels.map((l) => detector.push(l, BLOCK, echo));
  const of = (level: number, ms: number) => Array<number>(ms / BLOCK).fill(level);

  it('says within 160 ms that somebody speaks, and after a pause that they ended', () => {
    const detector = new SpeechDetector(600);
    after(detector, of(-65, 1000));

    const heard = after(detector, [...of(-30, 160), ...of(-65, 800)]);

    expect(heard.indexOf('started')).toBeLessThan(4);
    expect((heard.indexOf('stopped') + 1) * BLOCK).toBe(160 + 600);
  });

  it('does not take a click, a short gap or a steady noise for one or its end', () => {
    const detector = new SpeechDetector(600);

    expect(after(detector, [...of(-65, 400), -20, ...of(-65, 400), -20, -20, ...of(-65, 400)])).not.toContain('started');
    expect(after(detector, of(-30, 200))).toContain('started');
    expect(after(detector, [...of(-65, 400), ...of(-30, 200)])).not.toContain('stopped');
    const fan = new SpeechDetector(600);
    after(fan, of(-45, 30_000));
    expect(fan.speaking).toBe(false);
    expect(after(fan, of(-25, 400))).toContain('started');
  });

  it('lets what comes back of the page’s own voice pass, and hears who speaks over it within 240 ms', () => {
    const detector = new SpeechDetector();
    after(detector, of(-60, 1000));

    expect(after(detector, of(-48, 2000), true)).not.toContain('started');
    expect(after(detector, of(-24, 240), true)).toContain('started');
  });
});

describe('a play queue', () => {
  class Fake implements Output {
    now = 0;
    played: { at: number; length: number }[] = [];
    silenced = 0;
    play(samples: Float32Array, rate: number, at: number) {
      this.played.push({ at: Math.round(at * rate), length: samples.length });
    }
    silence() {
      this.silenced++;
    }
  }
  const RATE = 24_000;

  it('plays each piece at the sample after the last of the one before', () => {
    const output = new Fake();
    const queue = new PlayQueue(output, RATE);

    for (const length of [1_001, 977, 2_333, 7]) queue.add(new Float32Array(length));

    const begin = output.played[0]!.at;
    expect(output.played.map(({ at }) => at - begin)).toEqual([0, 1_001, 1_978, 4_311]);
    expect(begin).toBeGreaterThan(0);
    expect(queue.buffered).toBeCloseTo((begin + 4_318) / RATE, 9);
  });

  it('goes on as soon as it can where a piece comes too late', () => {
    const output = new Fake();
    const queue = new PlayQueue(output, RATE);
    queue.add(new Float32Array(2_400));

    output.now = 3;
    const at = queue.add(new Float32Array(2_400));

    expect(at).toBeGreaterThanOrEqual(3);
    expect(at).toBeLessThan(3.1);
  });

  it('is silent when it is stopped, and begins anew', () => {
    const output = new Fake();
    const queue = new PlayQueue(output, RATE);
    queue.add(new Float32Array(240_000));

    queue.stop();

    expect([output.silenced, queue.buffered]).toEqual([1, 0]);
    expect(queue.add(new Float32Array(10))).toBeLessThan(0.1);
  });
});
