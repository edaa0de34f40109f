import type { components } from '../api/schema';

/** The hearing tests, which are written in Java (sound/…/hearing/audiometry) and compiled for the browser (sound-web/). */
type Module = typeof import('./generated/sound.js')['HearingTests'];

export type Threshold = components['schemas']['HearingThreshold'];
export type Ear = Threshold['ear'];
export type Reliability = components['schemas']['HearingResult']['reliability'];
export type Referral = 'NONE' | 'CLINICIAN' | 'URGENT';

export const FLAGS = ['SUDDEN', 'FLUCTUATING', 'ONE_SIDED', 'PAIN', 'DISCHARGE', 'DIZZINESS', 'PULSATILE', 'DEFORMITY', 'BLOCKED', 'FACE', 'UNDER_18'] as const;
export type Flag = (typeof FLAGS)[number];

export interface Trial {
  digits: [number, number, number];
  snr: number;
  answered: number;
  of: number;
}

export interface DigitsResult {
  srt: number;
  standardError: number;
  trials: number;
  reliability: Reliability;
}

export interface Tone {
  ear: Ear;
  hertz: number;
  level: number;
  silent: boolean;
  /** Milliseconds to wait before it. */
  gap: number;
  /** Milliseconds within which it may be answered. */
  window: number;
  progress: number;
}

export interface TonesResult {
  thresholds: (Threshold & { standardError: number })[];
  reliability: Reliability;
  referral: Referral;
}

/** A test is the text that it was saved as. */
export interface Audiometry {
  digits: (seed: number) => string;
  nextDigits: (saved: string) => Trial | undefined;
  answerDigits: (saved: string, answer: number[]) => string;
  digitsResult: (saved: string) => DigitsResult;
  useDigitSounds: (rate: number, all: Float32Array, lengths: number[]) => void;
  triplet: (trial: Trial, seed: number) => Float32Array;
  tones: (seed: number, ear: Ear, maximum: number) => string;
  nextTone: (saved: string) => Tone | undefined;
  answerTone: (saved: string, heard: boolean) => string;
  strayPress: (saved: string) => string;
  repeatTone: (saved: string) => string;
  tonesResult: (saved: string) => TonesResult;
  tone: (rate: number, hertz: number, amplitude: number) => Float32Array;
  guessedOutput: () => number[];
  biologicalOutput: (fullScale: number[], saved: string) => number[];
  maximum: (fullScale: number[]) => number;
  amplitude: (fullScale: number[], hertz: number, level: number) => number;
  noise: (rate: number, samples: Float32Array, reference: number) => number[];
  lowest: (noise: number[]) => number;
  referral: (flags: readonly Flag[]) => Referral;
}

const of = (tests: Module): Audiometry => ({
  digits: tests.digits,
  nextDigits: (saved) => {
    const [a, b, c, snr, answered, all] = tests.digitsNext(saved);
    return a === undefined || b === undefined || c === undefined ? undefined : { digits: [a, b, c], snr: snr ?? 0, answered: answered ?? 0, of: all ?? 0 };
  },
  answerDigits: (saved, [a = -1, b = -1, c = -1]) => tests.digitsAnswer(saved, a, b, c),
  digitsResult: (saved) => JSON.parse(tests.digitsResult(saved)) as DigitsResult,
  useDigitSounds: tests.digitSounds,
  triplet: ({ digits: [a, b, c], snr }, seed) => tests.triplet(a, b, c, snr, seed),
  tones: tests.tones,
  nextTone: (saved) => {
    const next = tests.tonesNext(saved);
    return next ? (JSON.parse(next) as Tone) : undefined;
  },
  answerTone: tests.tonesAnswer,
  strayPress: tests.tonesStray,
  repeatTone: tests.tonesRepeat,
  tonesResult: (saved) => JSON.parse(tests.tonesResult(saved)) as TonesResult,
  tone: tests.tone,
  guessedOutput: () => [...tests.guessedOutput()],
  biologicalOutput: (fullScale, saved) => [...tests.biologicalOutput(fullScale, saved)],
  maximum: tests.maximum,
  amplitude: tests.amplitude,
  noise: (rate, samples, reference) => [...tests.noise(rate, samples, reference)],
  lowest: tests.lowest,
  referral: (flags) => tests.referral(flags.join(',')) as Referral,
});

let loaded: Promise<Audiometry> | undefined;

/** Loads the tests once; what failed is tried again. */
export const audiometry = () =>
  (loaded ??= import('./generated/sound.js').then((module) => of(module.HearingTests)).catch((e: unknown) => {
    loaded = undefined;
    throw e;
  }));

export const newSeed = () => crypto.getRandomValues(new Int32Array(1))[0] ?? 1;
