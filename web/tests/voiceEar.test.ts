import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Ear, Hearing } from '../src/voice/ear';
import { listen } from '../src/voice/listen';
import { Captions, type RealtimeEar } from '../src/voice/realtimeEar';
import { NoSoundYet, Speaker } from '../src/voice/speaker';
import { UploadEar } from '../src/voice/uploadEar';

const block = (level: number) => ({ pcm: new Int16Array(960), level });
const blocks = (level: number, ms: number) => Array.from({ length: ms / 40 }, () => block(level));

class Notes implements Hearing {
  notes: string[] = [];
  started = () => void this.notes.push('started');
  stopped = () => void this.notes.push('stopped');
  partial = (text: string) => void this.notes.push(`partial ${text}`);
  final = (text: string) => void this.notes.push(`final ${text}`);
}

describe('captions', () => {
  const name = 'conversation.item.input_audio_transcription';

  it('grow, and become final in the order in which they were said', () => {
    const heard = new Notes();
    const captions = new Captions(heard);

    captions.on({ type: 'input_audio_buffer.speech_started', item_id: 'a' });
    captions.on({ type: `${name}.delta`, item_id: 'a', delta: 'Hello' });
    captions.on({ type: `${name}.delta`, item_id: 'a', delta: ' there', pending: 'my' });
    captions.on({ type: 'input_audio_buffer.committed', item_id: 'a' });
    captions.on({ type: 'input_audio_buffer.committed', item_id: 'b' });
    captions.on({ type: `${name}.completed`, item_id: 'b', transcript: 'Second.' });
    expect(captions.complete).toBe(false);
    captions.on({ type: `${name}.completed`, item_id: 'a', transcript: 'Hello there.' });

    expect(heard.notes.filter((note) => note.startsWith('final'))).toEqual(['final Hello there.', 'final Second.']);
    expect(heard.notes).toContain('partial Hello there my');
    expect(captions.complete).toBe(true);
  });

  it('go on past an item that could not be written', () => {
    const heard = new Notes();
    const captions = new Captions(heard);

    captions.on({ type: 'input_audio_buffer.committed', item_id: 'a' });
    captions.on({ type: 'input_audio_buffer.committed', item_id: 'b' });
    captions.on({ type: `${name}.completed`, item_id: 'b', transcript: 'Heard.' });
    captions.on({ type: `${name}.failed`, item_id: 'a' });

    expect(heard.notes.filter((note) => note.startsWith('final'))).toEqual(['final Heard.']);
    expect(captions.complete).toBe(true);
  });
});

describe('an ear that sends recordings', () => {
  const seconds = (blob: Blob) => (blob.size - 44) / 48_000;

  it('sends each turn with what was just before it, and nothing of the silence', async () => {
    const heard = new Notes();
    const sent: number[] = [];
    const ear = new UploadEar({ language: 'auto', turns: true }, heard, () => {}, async (blob) => `turn ${sent.push(seconds(blob))}`);

    for (const each of [...blocks(-70, 4_000), ...blocks(-25, 1_000), ...blocks(-70, 3_000), ...blocks(-25, 800)]) ear.hear(each);
    await ear.finish();

    expect(heard.notes).toEqual(['started', 'stopped', 'started', 'final turn 1', 'final turn 2']);
    const before = [sent[0]! - 1 - 0.9, sent[1]! - 0.8];
    expect(Math.min(...before)).toBeGreaterThan(0.3);
    expect(Math.max(...before)).toBeLessThan(0.55);
  });

  it('sends all at the end where it is asked to', async () => {
    const heard = new Notes();
    const sent: number[] = [];
    const ear = new UploadEar({ language: 'zh', turns: false }, heard, () => {}, async (blob, language) => `${language} ${sent.push(seconds(blob))}`);

    for (const each of [...blocks(-25, 1_000), ...blocks(-70, 2_000), ...blocks(-25, 1_000)]) ear.hear(each);
    expect(sent).toEqual([]);
    await ear.finish();

    expect(sent).toEqual([4]);
    expect(heard.notes.at(-1)).toBe('final zh 1');
  });

  it('tells what failed, and says nothing after it was closed', async () => {
    const heard = new Notes();
    const failed: unknown[] = [];
    const failing = new UploadEar({ language: 'auto', turns: false }, heard, (e) => failed.push(e), async () => { throw new Error('no model'); });
    failing.hear(block(-20));
    await failing.finish();
    const closed = new UploadEar({ language: 'auto', turns: false }, heard, (e) => failed.push(e), async () => 'late');
    closed.hear(block(-20));
    const finished = closed.finish();
    closed.close();
    await finished;

    expect(failed).toEqual([new Error('no model')]);
    expect(heard.notes).toEqual([]);
  });
});

describe('listening', () => {
  class FakeEar implements Ear {
    heard = 0;
    closed = false;
    constructor(private readonly fails = false) {}
    hear = () => void this.heard++;
    finish = async () => { if (this.fails) throw new Error('gone'); };
    close = () => void (this.closed = true);
  }
  let written: string[] = [];
  beforeEach(() => {
    written = [];
    vi.stubGlobal('fetch', async (path: string) => {
      written.push(path);
      return Response.json({ text: 'by recording' });
    });
  });
  afterEach(() => vi.unstubAllGlobals());
  const wanted = { language: 'auto', turns: false } as const;
  const connected = (ear: FakeEar) => async () => ear as unknown as RealtimeEar;

  it('gives the connection what was said while it was being made', async () => {
    const ear = new FakeEar();
    const listening = listen(wanted, new Notes(), () => {}, connected(ear));

    blocks(-20, 400).forEach((each) => listening.hear(each));
    await listening.finish();

    expect([ear.heard, written]).toEqual([10, []]);
  });

  it('sends a recording where there is no connection', async () => {
    const heard = new Notes();
    const listening = listen(wanted, heard, () => {}, () => Promise.reject(new Error('404')));

    listening.hear(block(-20));
    await listening.finish();

    expect(written).toEqual(['/v1/audio/transcriptions']);
    expect(heard.notes.at(-1)).toBe('final by recording');
  });

  it('sends what has no words yet where the connection is lost, also at the end', async () => {
    const heard = new Notes();
    let lose = () => {};
    const first = new FakeEar();
    const listening = listen(wanted, heard, () => {}, async (_l, _h, lost) => { lose = lost; return first as unknown as RealtimeEar; });
    listening.hear(block(-20));
    await Promise.resolve();
    lose();
    await listening.finish();
    const atTheEnd = listen(wanted, heard, () => {}, connected(new FakeEar(true)));
    atTheEnd.hear(block(-20));
    await atTheEnd.finish();

    expect(first.closed).toBe(true);
    expect(heard.notes.filter((n) => n === 'final by recording')).toHaveLength(2);
  });
});

describe('listening turn by turn', () => {
  class LiveEar implements Ear {
    heard = 0;
    closed = false;
    constructor(readonly lost: () => void, readonly tells: Hearing) {}
    hear = () => void this.heard++;
    finish = async () => {};
    close = () => void (this.closed = true);
  }
  const turns = { language: 'auto', turns: true } as const;
  let there: boolean;
  let webSockets: boolean;
  let tries: number;
  let ears: LiveEar[];
  const connect = async (_: unknown, tells: Hearing, lost: () => void) => {
    tries++;
    if (!there || !webSockets) throw new Error('no connection');
    ears.push(new LiveEar(lost, tells));
    return ears.at(-1) as unknown as RealtimeEar;
  };
  class Turns extends Notes {
    away = (away: boolean) => void this.notes.push(away ? 'away' : 'back');
  }
  beforeEach(() => {
    vi.useFakeTimers();
    [there, webSockets, tries, ears] = [true, true, 0, []];
    vi.stubGlobal('fetch', async (path: string) => {
      if (!there) throw new TypeError('no network');
      return path === '/v1/audio/transcriptions' ? Response.json({ text: 'said before' }) : Response.json({});
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const begun = async () => {
    const heard = new Turns();
    const failed: unknown[] = [];
    const listening = listen(turns, heard, (why) => failed.push(why), connect);
    await vi.advanceTimersByTimeAsync(0);
    return { heard, failed, listening };
  };

  it('says that nobody is heard, and when somebody is again, and keeps what had no words yet', async () => {
    const { heard, listening } = await begun();
    ears[0]!.tells.final('confirmed');
    blocks(-20, 1_000).forEach((each) => listening.hear(each));

    there = false;
    ears[0]!.lost();
    blocks(-20, 1_000).forEach((each) => listening.hear(each));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(heard.notes.filter((note) => note === 'away' || note === 'back')).toEqual(['away']);
    there = true;
    await vi.advanceTimersByTimeAsync(10_000);
    listening.hear(block(-20));

    expect(heard.notes.filter((note) => /away|back|final/.test(note))).toEqual(['final confirmed', 'away', 'back', 'final said before']);
    // what was said while nobody was heard is given to nobody
    expect(ears.map((ear) => ear.heard)).toEqual([25, 1]);
    listening.close();
    expect(ears[1]!.closed).toBe(true);
  });

  it('tries again with growing waits, and gives up in the end', async () => {
    const { heard, failed } = await begun();
    there = false;
    ears[0]!.lost();

    await vi.advanceTimersByTimeAsync(15_500);
    const first = tries;
    await vi.advanceTimersByTimeAsync(15_500);
    const second = tries - first;
    await vi.advanceTimersByTimeAsync(3_600_000);
    const all = tries;
    await vi.advanceTimersByTimeAsync(3_600_000);

    expect(first).toBe(6);
    expect(second).toBe(1);
    expect([tries, failed.length]).toEqual([all, 1]);
    expect(all).toBe(21);
    expect(heard.notes).not.toContain('back');
  });

  it('goes on by recordings where the server is there and the connection is not', async () => {
    const { heard, listening } = await begun();
    webSockets = false;
    ears[0]!.lost();
    await vi.advanceTimersByTimeAsync(5_000);

    [...blocks(-20, 1_000), ...blocks(-70, 2_000)].forEach((each) => listening.hear(each));
    await vi.advanceTimersByTimeAsync(1_000);

    expect(heard.notes.filter((note) => /away|back|final/.test(note))).toEqual(['away', 'back', 'final said before']);
  });

  it('tries no more once it is closed', async () => {
    const { listening } = await begun();
    there = false;
    ears[0]!.lost();
    listening.close();
    await vi.advanceTimersByTimeAsync(60_000);

    expect(tries).toBe(1);
  });
});

describe('a speaker', () => {
  const output = (allowed = true) => ({ now: 0, play: vi.fn(), silence: vi.fn(), ready: async () => allowed });
  const how = () => ({ voice: undefined, speed: 1, pauses: 'USUAL' as const });
  const until = (speaker: Speaker, holds: () => boolean) => new Promise<void>((done) => {
    if (holds()) return done();
    const end = speaker.subscribe(() => { if (holds()) { end(); done(); } });
  });
  const voice = (asked: string[], length = 240) => async function* (clause: string) {
    asked.push(clause);
    yield new Float32Array(length);
  };

  it('reads clause by clause as the text is written, and ends with it', async () => {
    const asked: string[] = [];
    const out = output();
    const speaker = new Speaker(() => out, voice(asked));

    speaker.feed('m', 'The first sentence is here. The second', how);
    await until(speaker, () => speaker.state.clause !== '');
    expect(asked).toEqual(['The first sentence is here.']);
    expect(speaker.state).toMatchObject({ id: 'm', heard: true, clause: 'The first sentence is here.' });
    speaker.feed('m', 'The first sentence is here. The second one too. And', how);
    speaker.finish('m', 'The first sentence is here. The second one too. And more');
    await until(speaker, () => speaker.state.id === undefined);

    expect(asked).toEqual(['The first sentence is here.', 'The second one too.', 'And more']);
    expect(out.play).toHaveBeenCalledTimes(3);
    expect(out.silence).not.toHaveBeenCalled();
  });

  it('reads one at a time: another ends the one before', async () => {
    const out = output();
    const speaker = new Speaker(() => out, voice([], 24_000 * 60));
    speaker.read('a', 'This one is long enough.', how);
    await until(speaker, () => speaker.state.heard);

    speaker.read('b', 'This is the other one.', how);

    expect(speaker.state.id).toBe('b');
    expect(out.silence).toHaveBeenCalledTimes(1);
    speaker.stop();
    expect(speaker.state.id).toBeUndefined();
    expect(out.silence).toHaveBeenCalledTimes(2);
  });

  it('asks for no more than some seconds ahead of what is heard', async () => {
    const asked: string[] = [];
    const speaker = new Speaker(() => output(), voice(asked, 24_000 * 8));

    speaker.read('a', 'The first of three sentences. The second of three sentences. The third of three sentences.', how);
    await until(speaker, () => speaker.state.heard);

    expect(asked).toHaveLength(1);
    speaker.stop();
  });

  it('says why it broke off, and that a browser waits for a click', async () => {
    const failing = new Speaker(() => output(), async function* () { throw new Error('the model is not here'); });
    failing.read('a', 'Some words to be said.', how);
    await until(failing, () => failing.state.id === undefined);
    expect(failing.state.problem).toEqual(new Error('the model is not here'));

    const early = new Speaker(() => output(false), voice([]));
    early.read('a', 'Some words to be said.', how);
    await until(early, () => early.state.id === undefined);
    expect(early.state.problem).toBeInstanceOf(NoSoundYet);
  });
});
