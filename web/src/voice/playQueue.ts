/** What sound goes out through: a clock in seconds and samples that begin at a time of it. */
export interface Output {
  readonly now: number;
  play(samples: Float32Array<ArrayBuffer>, rate: number, at: number): void;
  /** Nothing of what was given is heard any more. */
  silence(): void;
}

/** Ahead of the clock, so that the first sample is not late already. */
const LEAD_SECONDS = 0.05;

/**
 * Plays pieces of sound one after the other without a gap: each begins at the sample after the last of the one before, counted in
 * whole samples. Where the next one comes too late, it begins as soon as it can.
 */
export class PlayQueue {
  private end = 0;

  constructor(private readonly output: Output, private readonly rate: number) {}

  /** When its first sample is heard, on the output's clock. */
  add(samples: Float32Array<ArrayBuffer>): number {
    const soonest = Math.ceil((this.output.now + LEAD_SECONDS) * this.rate);
    const begin = this.buffered > 0 ? this.end : Math.max(this.end, soonest);
    this.end = begin + samples.length;
    if (samples.length > 0) this.output.play(samples, this.rate, begin / this.rate);
    return begin / this.rate;
  }

  /** Seconds that are still to be heard. */
  get buffered(): number {
    return Math.max(0, this.end / this.rate - this.output.now);
  }

  stop() {
    this.end = 0;
    this.output.silence();
  }
}
