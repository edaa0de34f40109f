import type { Ear, Hearing, Listening } from './ear';
import { BLOCK_MS, type Block } from './microphone';
import { RealtimeEar } from './realtimeEar';
import { UploadEar } from './uploadEar';

/** What is kept of sound whose words have not come: written by the other way where the connection is lost. */
const MOST_KEPT = 120_000 / BLOCK_MS;

/** Between one try to connect anew and the next: growing, and no longer than the last of them. */
export const WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;
/** Some eight minutes: who has not come back by then has to be called again. */
export const MOST_TRIES = 20;
const PROBE_MS = 4_000;

type Connect = typeof RealtimeEar.connect;
type Otherwise = (heard: Hearing) => Ear;

interface Ways {
  connect: Connect;
  /** Listens by recordings. */
  otherwise: Otherwise;
  /** Whether the server answers at all. */
  reachable: () => Promise<boolean>;
  /** Told when it is given up. */
  failed: (reason: unknown) => void;
}

/**
 * Listens by the connection that writes as one speaks, and where there is none, by recordings. What was heard and has no words yet
 * when the connection is lost is not lost.
 *
 * A dictation goes on by recordings then. Where each turn counts, it is said that nobody is heard any more, and the connection is made
 * again; what is said in between is not kept, since whoever was told so may speak with somebody else.
 */
class SteadyEar implements Ear {
  private ear: Ear | undefined;
  /** Since the last words; what was said while those were written is in it only as far as it came later. */
  private unwritten: Block[] = [];
  private byRecordings = false;
  private away = false;
  private closed = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private rest: Ear | undefined;
  private readonly opened: Promise<void>;
  private readonly heard: Hearing;

  constructor(private readonly wanted: Listening, heard: Hearing, private readonly ways: Ways) {
    this.heard = {
      ...heard,
      final: (text) => {
        if (!this.away) this.unwritten = [];
        heard.final(text);
      },
    };
    this.opened = this.connect().catch(() => this.record());
  }

  hear(block: Block) {
    if (this.away) return;
    this.unwritten.push(block);
    if (this.unwritten.length > MOST_KEPT) this.unwritten.shift();
    this.ear?.hear(block);
  }

  async finish() {
    await this.opened;
    const ear = this.ear;
    try {
      await ear?.finish();
    } catch (e) {
      if (this.closed) throw e;
      if (!this.byRecordings) this.record();
      await this.ear?.finish();
    }
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    this.ear?.close();
    this.rest?.close();
    this.unwritten = [];
  }

  private async connect() {
    const ear = await this.ways.connect(this.wanted, this.heard, () => (this.wanted.turns ? this.lose() : this.record()));
    this.byRecordings = false;
    this.use(ear);
  }

  /** From now on by recordings. */
  private record() {
    if (this.byRecordings) return;
    this.byRecordings = true;
    this.ear?.close();
    this.heard.partial('');
    this.use(this.ways.otherwise(this.heard));
  }

  private use(ear: Ear) {
    if (this.closed) return ear.close();
    this.ear = ear;
    this.unwritten.forEach((block) => ear.hear(block));
  }

  /** Nobody is heard until the server answers again. */
  private lose() {
    if (this.closed || this.away) return;
    this.away = true;
    this.ear?.close();
    this.ear = undefined;
    this.heard.stopped();
    this.heard.partial('');
    this.heard.away?.(true);
    this.again(0);
  }

  private again(tries: number) {
    if (this.closed) return;
    if (tries >= MOST_TRIES) return this.ways.failed(new Error(''));
    this.timer = setTimeout(() => void this.retry(tries), WAITS_MS[Math.min(tries, WAITS_MS.length - 1)]);
  }

  private async retry(tries: number) {
    // the sound of before is written as a recording: a connection takes it no faster than it was said
    const before = this.unwritten;
    this.unwritten = [];
    try {
      await this.connect();
    } catch {
      if (this.closed) return;
      if (!(await this.ways.reachable())) {
        this.unwritten = before;
        return this.again(tries + 1);
      }
      // it came meanwhile, or lets no such connection through
      await this.connect().catch(() => this.record());
    }
    if (this.closed) return;
    this.away = false;
    this.heard.away?.(false);
    this.write(before);
  }

  private write(before: Block[]) {
    if (before.length === 0) return;
    const rest = this.ways.otherwise({ ...this.heard, started: () => {}, stopped: () => {} });
    this.rest = rest;
    before.forEach((block) => rest.hear(block));
    void rest.finish().catch(() => {});
  }
}

/** Any answer will do, also one that refuses. */
const reachable = () => fetch('/api/session', { signal: AbortSignal.timeout(PROBE_MS) }).then(({ status }) => status < 502, () => false);

/** @param failed told when what was said could not be written down, or the connection was given up */
export const listen = (wanted: Listening, heard: Hearing, failed: (reason: unknown) => void, connect: Connect = RealtimeEar.connect): Ear =>
  new SteadyEar(wanted, heard, { connect, otherwise: (to) => new UploadEar(wanted, to, failed), reachable, failed });
