import type { Ear, Hearing, Listening } from './ear';
import { BLOCK_MS, type Block } from './microphone';
import { RealtimeEar } from './realtimeEar';
import { UploadEar } from './uploadEar';

/** What is kept of sound whose words have not come: written by the other way where the connection is lost. */
const MOST_KEPT = 120_000 / BLOCK_MS;

type Connect = typeof RealtimeEar.connect;
type Otherwise = (heard: Hearing) => Ear;

/**
 * Listens by the connection that writes as one speaks, and where there is none, or it is lost, by recordings. What was heard
 * meanwhile, and what has no words yet, is not lost.
 */
class SteadyEar implements Ear {
  private ear: Ear | undefined;
  /** Since the last words; what was said while those were written is in it only as far as it came later. */
  private unwritten: Block[] = [];
  private byRecordings = false;
  private closed = false;
  private readonly opened: Promise<void>;
  private readonly heard: Hearing;

  constructor(wanted: Listening, heard: Hearing, private readonly otherwise: Otherwise, connect: Connect) {
    this.heard = {
      ...heard,
      final: (text) => {
        this.unwritten = [];
        heard.final(text);
      },
    };
    this.opened = connect(wanted, this.heard, () => this.change())
      .then((ear) => this.use(ear))
      .catch(() => this.change());
  }

  hear(block: Block) {
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
      if (!this.byRecordings) this.change();
      await this.ear?.finish();
    }
  }

  close() {
    this.closed = true;
    this.ear?.close();
    this.unwritten = [];
  }

  /** From now on by recordings. */
  private change() {
    if (this.byRecordings) return;
    this.byRecordings = true;
    this.ear?.close();
    this.heard.partial('');
    this.use(this.otherwise(this.heard));
  }

  private use(ear: Ear) {
    if (this.closed) return ear.close();
    this.ear = ear;
    this.unwritten.forEach((block) => ear.hear(block));
  }
}

/** @param failed told when what was said could not be written down */
export const listen = (wanted: Listening, heard: Hearing, failed: (reason: unknown) => void, connect: Connect = RealtimeEar.connect): Ear =>
  new SteadyEar(wanted, heard, (to) => new UploadEar(wanted, to, failed), connect);
