import { Tunings } from '../generated/sound.js';
import type { Trims } from './protocol';

export type Answer = 'FIRST' | 'SECOND' | 'NEITHER';

/** Two settings to be compared; which is which says nothing. */
export interface Pair {
  first: Trims;
  second: Trims;
  answered: number;
  of: number;
}

export interface Found {
  trims: Trims;
  /** How likely the person would rather have it than what was there before. */
  preferred: number;
  comparisons: number;
}

/** The method is Java (sound/…/hearing/fitting/FineTuning); one that is under way is the text that it was saved as. */
export const begun = (seed: number, compressed: boolean, { low, high, compression }: Trims) => Tunings.begin(seed, compressed, low, high, compression);

export function nextPair(saved: string): Pair | undefined {
  const [low, high, compression, otherLow, otherHigh, otherCompression, answered, of] = Tunings.next(saved);
  if (low === undefined) return undefined;
  return { first: { low, high: high!, compression: compression! }, second: { low: otherLow!, high: otherHigh!, compression: otherCompression! }, answered: answered!, of: of! };
}

export const answered = (saved: string, said: Answer) => Tunings.answer(saved, said);

export function found(saved: string): Found {
  const [low = 0, high = 0, compression = 1, preferred = 0, comparisons = 0] = Tunings.result(saved);
  return { trims: { low, high, compression }, preferred, comparisons };
}

const KEPT = 'liaoyuan.aid.tuning';

/** What a reload interrupted. */
export function interrupted(): string | undefined {
  const kept = sessionStorage.getItem(KEPT);
  try {
    return kept !== null && nextPair(kept) ? kept : undefined;
  } catch {
    // of another version
    return undefined;
  }
}

export function keepTuning(saved: string | undefined) {
  if (saved === undefined) sessionStorage.removeItem(KEPT);
  else sessionStorage.setItem(KEPT, saved);
}
