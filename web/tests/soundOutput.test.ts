import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SoundOutput } from '../src/voice/soundOutput';

/** Of a browser's: whether it begins is told when it is made. */
class Context {
  static made: Context[] = [];
  static beginning: boolean[] = [];
  private readonly begins = Context.beginning.shift() ?? false;
  state = 'suspended';
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
