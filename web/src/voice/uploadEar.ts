import { transcribe } from './api';
import { SpeechDetector } from './detector';
import type { Ear, Hearing, Listening } from './ear';
import { BLOCK_MS, type Block } from './microphone';
import { wavFile } from './pcm';

/** What was there before speech was noticed: its first sound is soft, and it takes the detector a moment. */
const BEFORE_MS = 500;
const PAUSE_MS = 900;
/** A turn that is longer is written in parts. */
const MOST_TURN_MS = 60_000;
/** What is held of one recording. */
export const MOST_MS = 600_000;

type Write = typeof transcribe;

/** Listens without a connection of its own: what was said is sent as a recording, each turn by itself or all at the end. */
export class UploadEar implements Ear {
  private blocks: Block['pcm'][] = [];
  private readonly detector = new SpeechDetector(PAUSE_MS);
  private readonly abort = new AbortController();
  private writing: Promise<void> = Promise.resolve();

  /** @param failed told when a recording could not be written down */
  constructor(private readonly wanted: Listening, private readonly heard: Hearing, private readonly failed: (reason: unknown) => void, private readonly write: Write = transcribe) {}

  hear({ pcm, level, echo }: Block) {
    this.blocks.push(pcm);
    const change = this.detector.push(level, BLOCK_MS, echo);
    if (change === 'started') this.heard.started();
    if (change === 'stopped') this.heard.stopped();
    const length = this.blocks.length * BLOCK_MS;
    if (!this.wanted.turns) {
      if (length > MOST_MS) this.blocks.shift();
    } else if (change === 'stopped' || length > MOST_TURN_MS) {
      this.send();
    } else if (!this.detector.speaking && length > BEFORE_MS) {
      this.blocks.shift();
    }
  }

  async finish() {
    if (!this.wanted.turns || this.detector.speaking) this.send();
    await this.writing;
  }

  close() {
    this.abort.abort();
    this.blocks = [];
  }

  /** One after the other: words come in the order in which they were said. */
  private send() {
    if (this.blocks.length === 0) return;
    const recording = wavFile(this.blocks.splice(0));
    this.writing = this.writing.then(async () => {
      if (this.abort.signal.aborted) return;
      try {
        const text = await this.write(recording, this.wanted.language, this.abort.signal);
        if (!this.abort.signal.aborted) this.heard.final(text);
      } catch (e) {
        if (!this.abort.signal.aborted) this.failed(e);
      }
    });
  }
}
