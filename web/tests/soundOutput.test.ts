import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SoundOutput } from '../src/voice/soundOutput';

/** Of a browser's: whether it begins is told when it is made. */
class Context {
  static made: Context[] = [];
  static beginning: boolean[] = [];
  private readonly begins = Context.beginning.shift() ?? false;
  state = 'suspended';
  currentTime = 0;
  started: number[] = [];
  closed = false;
  constructor() { Context.made.push(this); }
  resume() {
    if (!this.begins) return new Promise<void>(() => {});
    this.state = 'running';
    return Promise.resolve();
  }
  close() {
    this.closed = true;
    return Promise.resolve();
  }
  createGain() { return { connect: () => {} }; }
  createBuffer() { return { copyToChannel: () => {} }; }
  createBufferSource() { return { connect: () => {}, start: (at: number) => this.started.push(at) }; }
}

beforeEach(() => {
  Context.made = [];
  vi.stubGlobal('AudioContext', Context);
  vi.stubGlobal('navigator', { userActivation: { hasBeenActive: true } });
});
afterEach(() => vi.unstubAllGlobals());

describe('a loudspeaker', () => {
  it('that does not begin is opened anew, and the first one is given back', async () => {
    Context.beginning = [false, true];

    expect(await new SoundOutput(10).ready()).toBe(true);

    expect(Context.made.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it('that is opened anew goes on by the same clock', async () => {
    Context.beginning = [false, true];
    const output = new SoundOutput(10);
    Context.made[0]!.currentTime = 100;

    await output.ready();
    output.play(new Float32Array(1), 24_000, output.now + 0.5);

    expect(output.now).toBe(100);
    expect(Context.made[1]!.started).toEqual([0.5]);
  });

  it('that does not begin the second time either is an error, not a wait', async () => {
    Context.beginning = [false, false];

    await expect(new SoundOutput(10).ready()).rejects.toThrow();
  });

  it('waits for nothing where nobody has touched the page', async () => {
    vi.stubGlobal('navigator', { userActivation: { hasBeenActive: false } });

    expect(await new SoundOutput(10).ready()).toBe(false);
    expect(Context.made).toHaveLength(1);
  });
});
