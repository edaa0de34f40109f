import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Levels } from '../src/voice/levels';
import { Press } from '../src/voice/press';
import { TurnTaking } from '../src/voice/turnTaking';

describe('a press of the microphone', () => {
  it('that is held speaks while it lasts', () => {
    const press = new Press();

    expect(press.down(false, 1_000)).toBe(true);
    expect(press.up(3_000)).toBe(true);
  });

  it('that is a click goes on until the next one', () => {
    const press = new Press();

    expect([press.down(false, 1_000), press.up(1_100)]).toEqual([true, false]);
    expect([press.down(true, 5_000), press.up(5_100)]).toEqual([false, true]);
  });

  it('is none where something else was let go', () => expect(new Press().up(1_000)).toBe(false));
});

describe('turns', () => {
  let did: string[];
  let turns: TurnTaking;
  beforeEach(() => {
    vi.useFakeTimers();
    did = [];
    turns = new TurnTaking({
      hush: () => did.push('hush'), stopAnswer: () => did.push('stop answer'), say: (text) => did.push(`say ${text}`), caption: () => {},
    });
  });
  afterEach(() => void vi.useRealTimers());
  const later = () => vi.advanceTimersByTime(10_000);

  it('are sent when the words are known and nobody speaks on', () => {
    turns.started();
    turns.stopped();
    turns.final('Where is');
    turns.started();
    later();
    expect(did).not.toContain('say Where is');
    turns.final('the lake?');
    turns.stopped();
    later();

    expect(did.filter((what) => what.startsWith('say'))).toEqual(['say Where is the lake?']);
  });

  it('interrupt what is read at once, and the answer only with words', () => {
    turns.answers(true);

    turns.started();
    expect(did).toEqual(['hush']);
    turns.stopped();
    turns.final(' … ');
    later();
    expect(did).toEqual(['hush']);
    turns.final('停一下');
    expect(did).toContain('stop answer');
    later();
    expect(did).not.toContain('say 停一下');
    turns.answers(false);
    later();

    expect(did.at(-1)).toBe('say 停一下');
  });

  it('are not sent twice while an answer is on its way that the page has not told of yet', () => {
    turns.final('one');
    later();
    turns.final('two');
    later();

    expect(did.filter((what) => what.startsWith('say'))).toEqual(['say one']);
    expect(did).toContain('stop answer');
  });

  it('wait while the server is away, and one that did not arrive goes with them', () => {
    turns.final('one');
    later();
    turns.gone(true);
    turns.returned('one');
    turns.answers(false);
    later();
    turns.final('two');
    later();
    expect(did.filter((what) => what.startsWith('say'))).toEqual(['say one']);
    turns.gone(false);
    later();

    expect(did.filter((what) => what.startsWith('say'))).toEqual(['say one', 'say one two']);
  });

  it('that did not arrive are not sent over and over', () => {
    turns.final('one');
    later();
    turns.returned('one');
    turns.answers(false);
    later();
    expect(did.filter((what) => what.startsWith('say'))).toEqual(['say one']);
    turns.final('and two');
    later();

    expect(did.at(-1)).toBe('say one and two');
  });

  it('are not sent after the end', () => {
    turns.final('late');
    turns.close();
    later();

    expect(did).not.toContain('say late');
  });
});

describe('levels', () => {
  it('say that nothing is heard, once enough came', () => {
    const levels = new Levels();
    for (let i = 0; i < 50; i++) levels.push(-70);
    expect([levels.silentFor(51), levels.silentFor(50)]).toEqual([false, true]);

    levels.push(-20);
    expect(levels.silentFor(50)).toBe(false);
    expect(levels.heights().at(-1)).toBeCloseTo(2 / 3, 2);
  });
});
