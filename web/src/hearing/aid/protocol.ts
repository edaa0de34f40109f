/** Thresholds of one ear in dB HL, at frequencies in Hz that rise. */
export interface Thresholds {
  frequencies: number[];
  levels: number[];
}

export const PRESCRIPTIONS = ['NAL_R', 'HALF_GAIN', 'CAMFIT_LINEAR'] as const;
export type Prescription = (typeof PRESCRIPTIONS)[number];

export const PROGRAMS = ['QUIET', 'SPEECH_IN_NOISE', 'BABBLE', 'NOISE', 'MUSIC'] as const;
export type Program = (typeof PROGRAMS)[number];

/** What is told apart around the person. */
export const ENVIRONMENTS = ['QUIET', 'SPEECH', 'SPEECH_IN_NOISE', 'NOISE', 'MUSIC', 'BABBLE'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** What comparing sentences found: dB more or less at low and at high frequencies, and the part of the compression that is kept. */
export interface Trims {
  low: number;
  high: number;
  compression: number;
}

export const NO_TRIMS: Trims = { low: 0, high: 0, compression: 1 };

/** What an ear is given: nothing is amplified without thresholds. */
export interface EarFit {
  thresholds: Thresholds | null;
  /** dB more or less at low and at high frequencies. */
  low: number;
  high: number;
}

/**
 * Whether the net against noise looks ahead: it knows better then what is speech, and sound waits for it. AUTOMATIC: where the device is so late that it
 * is a remote microphone anyway.
 */
export const AHEAD = ['AUTOMATIC', 'ON', 'OFF'] as const;
export type Ahead = (typeof AHEAD)[number];

export interface AidSettings {
  prescription: Prescription;
  compressed: boolean;
  /** Of both ears, on top of what each is given. */
  tuned: Trims | null;
  /** AUTOMATIC: as what is around asks for. */
  program: Program | 'AUTOMATIC';
  /** dB that noise is taken down by; null: as the program says. */
  depth: number | null;
  /** dB more or less than fitted. */
  volume: number;
  feedback: boolean;
  ahead: Ahead;
  left: EarFit;
  right: EarFit;
}

/** To the worklet. */
export type Order =
  | { kind: 'settings'; settings: AidSettings; deviceDelay: number }
  | { kind: 'mask'; weights: ArrayBuffer; ahead: boolean }
  | { kind: 'warm' }
  | { kind: 'measure' };

/** Of one ear. */
export interface EarMeters {
  /** RMS in dB FS. */
  heard: number;
  given: number;
  /** dB that the limiter takes away. */
  limited: number;
  /** dB of gain in each channel, low to high. */
  gains: number[];
}

/** From the worklet. */
export type Report =
  | { kind: 'ready'; delay: number }
  | { kind: 'warm' }
  /** What the aid takes from then on, in samples. */
  | { kind: 'masked'; delay: number }
  | { kind: 'meters'; left: EarMeters; right: EarMeters; blocks: number; overruns: number; whistles: boolean; environment: Environment; program: Program }
  | { kind: 'measured'; played: Float32Array; heard: Float32Array; rate: number }
  | { kind: 'failed'; message: string };

export const BLOCK = 128;

/** dB SPL of full scale: what microphones of phones and laptops are usually built to (94 dB SPL at -26 dB FS). Nobody has calibrated this one. */
export const FULL_SCALE = 120;

/** dB FS that nothing given out passes. */
export const CEILING = -10;
