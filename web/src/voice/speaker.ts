import { speech, type Manner } from './api';
import { ClauseCutter } from './clauses';
import { RATE } from './pcm';
import { PlayQueue, type Output } from './playQueue';
import { SoundOutput } from './soundOutput';

/** So much is asked for ahead of what is heard: enough for the next clause to come, little to be thrown away. */
const AHEAD_SECONDS = 6;

export interface Speaking {
  /** The message that is read; undefined for none. */
  id: string | undefined;
  /** Whether something of it is heard already. */
  heard: boolean;
  /** What is heard now. */
  clause: string;
  /** Why the last one broke off. */
  problem: unknown;
}

const SILENT: Speaking = { id: undefined, heard: false, clause: '', problem: undefined };

/** Sound that a browser lets nobody hear, since nobody has touched the page yet. */
export class NoSoundYet extends Error {}

interface Reading {
  id: string;
  how: (text: string) => Manner;
  cutter: ClauseCutter;
  seen: number;
  clauses: string[];
  whole: boolean;
  working: boolean;
  abort: AbortController;
}

type Loudspeaker = Output & { ready(): Promise<boolean> };

/** Reads messages aloud, clause by clause, one message at a time: a new one ends the one before. */
export class Speaker {
  private reading: Reading | undefined;
  /** The message whose reading ended last: what still comes of it is not read. */
  private ended: string | undefined;
  private output: Loudspeaker | undefined;
  private queue: PlayQueue | undefined;
  private readonly listeners = new Set<() => void>();
  state: Speaking = SILENT;

  constructor(private readonly open: () => Loudspeaker = () => new SoundOutput(), private readonly speak: typeof speech = speech) {}

  readonly subscribe = (changed: () => void) => {
    this.listeners.add(changed);
    return () => void this.listeners.delete(changed);
  };
  readonly current = () => this.state;

  /** Reads a text that is whole. */
  read(id: string, text: string, how: (text: string) => Manner) {
    this.stop();
    this.ended = undefined;
    this.feed(id, text, how);
    this.finish(id, text);
  }

  /** Reads a text that is still being written, from its beginning on, as far as it is there; not any more once it was stopped. */
  feed(id: string, text: string, how: (text: string) => Manner) {
    if (this.ended === id) return;
    if (this.reading?.id !== id) {
      this.stop();
      this.reading = { id, how, cutter: new ClauseCutter(), seen: 0, clauses: [], whole: false, working: false, abort: new AbortController() };
      this.tell({ ...SILENT, id });
    }
    const reading = this.reading;
    reading.clauses.push(...reading.cutter.push(text.slice(reading.seen)));
    reading.seen = text.length;
    void this.work(reading);
  }

  /** Nothing more will be written; does nothing if it is not the one that is read. */
  finish(id: string, text: string) {
    const reading = this.reading;
    if (reading?.id !== id || reading.whole) return;
    reading.clauses.push(...reading.cutter.push(text.slice(reading.seen)), ...reading.cutter.end());
    reading.whole = true;
    void this.work(reading);
  }

  stop() {
    if (!this.reading) return;
    this.end(this.reading);
    this.queue?.stop();
  }

  private async work(reading: Reading) {
    if (reading.working) return;
    reading.working = true;
    try {
      this.output ??= this.open();
      this.queue ??= new PlayQueue(this.output, RATE);
      if (!(await this.output.ready())) throw new NoSoundYet();
      for (let clause = reading.clauses.shift(); clause !== undefined && !reading.abort.signal.aborted; clause = reading.clauses.shift()) {
        await this.say(clause, reading, this.queue);
      }
      if (reading.whole && this.reading === reading) {
        await pause(this.queue.buffered, reading.abort.signal);
        this.end(reading);
      }
    } catch (e) {
      if (!reading.abort.signal.aborted) {
        this.end(reading, e);
        this.queue?.stop();
      }
    } finally {
      reading.working = false;
    }
    // what came between the last look and here
    if (reading.clauses.length > 0 && !reading.abort.signal.aborted) void this.work(reading);
  }

  private async say(clause: string, reading: Reading, queue: PlayQueue) {
    const { signal } = reading.abort;
    await pause(queue.buffered - AHEAD_SECONDS, signal);
    let begun = false;
    for await (const samples of this.speak(clause, reading.how(clause), signal)) {
      if (signal.aborted) return;
      const at = queue.add(samples);
      if (!begun && samples.length > 0) this.follow(clause, reading, at - this.output!.now);
      begun ||= samples.length > 0;
    }
  }

  private follow(clause: string, reading: Reading, seconds: number) {
    setTimeout(() => {
      if (this.reading === reading) this.tell({ ...this.state, heard: true, clause });
    }, Math.max(0, seconds * 1000));
  }

  private end(reading: Reading, problem?: unknown) {
    reading.abort.abort();
    if (this.reading !== reading) return;
    this.reading = undefined;
    this.ended = reading.id;
    this.tell({ ...SILENT, problem });
  }

  private tell(state: Speaking) {
    this.state = state;
    this.listeners.forEach((changed) => changed());
  }
}

/** Waits so many seconds, or until it is not wanted any more. */
const pause = (seconds: number, signal: AbortSignal) =>
  new Promise<void>((done) => {
    if (seconds <= 0 || signal.aborted) return done();
    const timer = setTimeout(done, seconds * 1000);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    }, { once: true });
  });

/** One loudspeaker, one that speaks. */
export const speaker = new Speaker();
