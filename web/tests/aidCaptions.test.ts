import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Captioning, type CaptionState } from '../src/hearing/aid/captioning';
import type { Hearing } from '../src/voice/ear';
import type { Block } from '../src/voice/microphone';
import type { RealtimeEar } from '../src/voice/realtimeEar';

/** A microphone, and a server that may be away. */
function parts() {
  const blocks: Block[] = [];
  const now = { away: false, connects: 0, closed: 0, microphoneClosed: 0, hear: (_: Block) => {}, heard: undefined as Hearing | undefined, lose: () => {} };
  const states: CaptionState[] = [];
  const finals: string[] = [];
  const connect = (async (_wanted, heard, lost) => {
    now.connects++;
    if (now.away) throw new Error('there is no realtime connection');
    Object.assign(now, { heard, lose: lost });
    return { hear: (block: Block) => blocks.push(block), finish: () => Promise.resolve(), close: () => void now.closed++ } as unknown as RealtimeEar;
  }) as typeof RealtimeEar.connect;
  const begin = () =>
    new Captioning({} as MediaStream, { state: (state) => states.push(state), partial: () => {}, final: (text) => finals.push(text) }, connect, async (_, hear) => {
      now.hear = hear;
      return { close: () => void now.microphoneClosed++ };
    });
  return { now, blocks, states, finals, begin };
}

const block: Block = { pcm: new Int16Array(960), level: -40 };

describe('captions of the aid', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('send what the microphone hears while they are connected, and show what was said', async () => {
    const { now, blocks, states, finals, begin } = parts();
    begin();
    await vi.advanceTimersByTimeAsync(0);

    now.hear(block);
    now.heard!.final('good morning');

    expect(blocks).toEqual([block]);
    expect(finals).toEqual(['good morning']);
    expect(states).toEqual(['connecting', 'on']);
  });

  it('say when the connection is lost, send nothing then, and connect again', async () => {
    const { now, blocks, states, begin } = parts();
    begin();
    await vi.advanceTimersByTimeAsync(0);

    now.away = true;
    now.lose();
    now.hear(block);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(states.at(-1)).toBe('lost');
    expect(blocks).toEqual([]);
    now.away = false;
    await vi.advanceTimersByTimeAsync(5_000);

    expect(states.at(-1)).toBe('on');
    now.hear(block);
    expect(blocks).toEqual([block]);
  });

  it('are over once they are closed: nothing is sent and nothing is tried any more', async () => {
    const { now, blocks, begin } = parts();
    now.away = true;
    const captioning = begin();
    await vi.advanceTimersByTimeAsync(0);

    captioning.close();
    now.away = false;
    await vi.advanceTimersByTimeAsync(60_000);
    now.hear(block);

    expect(now.connects).toBe(1);
    expect(now.microphoneClosed).toBe(1);
    expect(blocks).toEqual([]);
  });
});
