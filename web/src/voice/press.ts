/** A press that is shorter is a click: recording goes on until the next one. */
const CLICK_MS = 350;

/** What a press of the microphone's button means, by pointer or by key: held, one speaks while it lasts; clicked, until the next click. */
export class Press {
  private since: number | undefined;
  private began = false;

  /** @returns whether recording begins now */
  down(recording: boolean, now: number): boolean {
    this.since = now;
    this.began = !recording;
    return this.began;
  }

  /** @returns whether recording ends now */
  up(now: number): boolean {
    if (this.since === undefined) return false;
    const held = now - this.since;
    this.since = undefined;
    return !this.began || held >= CLICK_MS;
  }
}
