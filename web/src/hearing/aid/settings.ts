import type { AidSettings, EarFit, Thresholds, Trims } from './protocol';

const KEY = 'liaoyuan.aid';

const STANDARD = [250, 500, 1000, 2000, 3000, 4000, 6000, 8000];

/** Typical losses (Bisgaard, Vlaming and Dahlquist 2010), for who has no audiogram yet. */
export const TYPICAL: Record<string, Thresholds> = {
  N2: { frequencies: STANDARD, levels: [20, 20, 25, 35, 40, 45, 50, 50] },
  N3: { frequencies: STANDARD, levels: [35, 35, 40, 50, 55, 60, 65, 65] },
  N4: { frequencies: STANDARD, levels: [55, 55, 55, 65, 70, 75, 80, 80] },
  S1: { frequencies: STANDARD, levels: [10, 10, 10, 15, 30, 55, 70, 70] },
};

/** What a person chose for an ear: own audiogram, none, or one of {@link TYPICAL}. */
export interface EarChoice {
  loss: string;
  low: number;
  high: number;
}

/** What is remembered on this device; thresholds themselves are not. */
export interface Choices extends Omit<AidSettings, 'left' | 'right'> {
  /** What there was before the last fine tuning, which can be undone; missing where there was none. */
  tunedBefore?: Trims | null;
  left: EarChoice;
  right: EarChoice;
}

const EAR: EarChoice = { loss: 'own', low: 0, high: 0 };

export const FIRST: Choices = { prescription: 'NAL_R', compressed: true, tuned: null, program: 'AUTOMATIC', volume: -10, depth: null, feedback: true, ahead: 'AUTOMATIC', left: EAR, right: EAR };

/** dB where a person's own depth begins: that of the program for speech in noise. */
export const OWN_DEPTH = 12;

export function remembered(): Choices {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Choices>;
    return { ...FIRST, ...kept, left: { ...EAR, ...kept.left }, right: { ...EAR, ...kept.right } };
  } catch {
    return FIRST;
  }
}

export function remember(choices: Choices) {
  localStorage.setItem(KEY, JSON.stringify(choices));
}

export interface Ears {
  left?: Thresholds;
  right?: Thresholds;
}

function fitOf({ loss, low, high }: EarChoice, own: Thresholds | undefined): EarFit {
  return { thresholds: (loss === 'own' ? own : TYPICAL[loss]) ?? null, low, high };
}

/** Choices and audiograms together. */
export function settingsOf({ left, right, tunedBefore: _, ...rest }: Choices, ears: Ears): AidSettings {
  return { ...rest, left: fitOf(left, ears.left), right: fitOf(right, ears.right) };
}
