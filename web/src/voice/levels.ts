const KEPT = 120;
/** Softer than this nothing is drawn. */
export const FLOOR = -60;

/** The last levels of a microphone, newest last; read by whatever draws them. */
export class Levels {
  private readonly kept: number[] = [];
  private loudest = FLOOR;
  count = 0;

  push(level: number) {
    this.kept.push(level);
    if (this.kept.length > KEPT) this.kept.shift();
    this.loudest = Math.max(this.loudest, level);
    this.count++;
  }

  get last() {
    return this.kept.at(-1) ?? FLOOR;
  }

  /** Whether for all this time nothing was loud enough to be somebody who speaks. */
  silentFor(blocks: number) {
    return this.count >= blocks && this.loudest < -50;
  }

  /** From 0 to 1, as many as there are. */
  heights(): number[] {
    return this.kept.map(height);
  }
}

export const height = (level: number) => Math.max(0, Math.min(1, 1 - level / FLOOR));
