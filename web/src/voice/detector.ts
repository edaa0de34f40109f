export type Heard = 'started' | 'stopped';

/** How loud speech is at least, in dB over what is there without it. */
const OVER_NOISE = 9;
/** While the page itself speaks: some of it comes back in spite of the echo cancellation. */
const OVER_ECHO = 15;
/** Nothing below this is speech, in dBFS. */
const LEAST = -52;
const FIRST_NOISE = -60;
/** How fast the noise is believed to have become louder, in dB a second; softer is believed at once. */
const RISE = 2;
const START_MS = 120;
const START_OVER_ECHO_MS = 160;

/**
 * Says when somebody begins and ends to speak, by the level alone, over the noise that was there before. What decides about words is
 * the server's; this one is here because it answers within {@link START_MS} and without a network: for interrupting.
 */
export class SpeechDetector {
  private noise = FIRST_NOISE;
  private over = 0;
  private under = 0;
  speaking = false;

  /** @param pauseMs how long a silence ends what is said */
  constructor(private readonly pauseMs = 700) {}

  /**
   * @param level of a block, in dBFS
   * @param ms how long the block is
   * @param echo whether the page speaks meanwhile
   */
  push(level: number, ms: number, echo = false): Heard | undefined {
    const loud = level > Math.max(LEAST, this.noise + (echo ? OVER_ECHO : OVER_NOISE));
    // the noise is what is there between words; a long one that grew is taken for noise in the end
    this.noise = level < this.noise ? level : Math.min(level, this.noise + (RISE * ms) / 1000);
    if (!this.speaking) {
      // a click is loud and short; between syllables it is soft for a moment
      this.over = loud ? this.over + ms : Math.max(0, this.over - ms);
      if (this.over < (echo ? START_OVER_ECHO_MS : START_MS)) return undefined;
      this.speaking = true;
      this.under = 0;
      return 'started';
    }
    this.under = loud ? 0 : this.under + ms;
    if (this.under < this.pauseMs) return undefined;
    this.speaking = false;
    this.over = 0;
    return 'stopped';
  }
}
