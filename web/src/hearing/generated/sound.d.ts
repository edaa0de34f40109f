// What sound-web/ exports (its Javadoc says what each does); sound.js beside it is built by Maven: npm run sound.

export class Aids {
  static create(hertz: number, block: number, fullScale: number, ceiling: number): number;
  static close(aid: number): void;
  static fit(aid: number, frequencies: number[], levels: number[], prescription: string, compressed: boolean, low: number, high: number, compression: number): void;
  static mask(first: number, second: number, weights: Int8Array, ahead: boolean): void;
  static insertionGain(frequencies: number[], levels: number[], prescription: string, hertz: number): number;
  static program(aid: number, program: string): void;
  static depth(aid: number, decibels: number): void;
  static volume(aid: number, decibels: number): void;
  static feedback(aid: number, cancelled: boolean, deviceDelay: number): void;
  static delay(aid: number): number;
  static block(aid: number): Float32Array;
  static process(aid: number): void;
  static reset(aid: number): void;
  static meters(aid: number): Float32Array;
  static measure(aid: number): void;
}

export class Surroundings {
  static begin(hertz: number, samples: number, fullScale: number): Float32Array;
  static hear(): void;
  static environment(): string;
  static program(): string;
}

export class HearingTests {
  static digits(seed: number): string;
  static digitsNext(saved: string): number[];
  static digitsAnswer(saved: string, first: number, second: number, third: number): string;
  static digitsResult(saved: string): string;
  static digitSounds(hertz: number, all: Float32Array, lengths: number[]): void;
  static triplet(first: number, second: number, third: number, snr: number, seed: number): Float32Array;
  static tones(seed: number, ear: string, maximum: number): string;
  static tonesNext(saved: string): string;
  static tonesAnswer(saved: string, heard: boolean): string;
  static tonesStray(saved: string): string;
  static tonesRepeat(saved: string): string;
  static tonesResult(saved: string): string;
  static tone(rate: number, hertz: number, amplitude: number): Float32Array;
  static guessedOutput(): number[];
  static biologicalOutput(fullScale: number[], saved: string): number[];
  static maximum(fullScale: number[]): number;
  static amplitude(fullScale: number[], hertz: number, level: number): number;
  static noise(rate: number, samples: Float32Array, reference: number): number[];
  static lowest(noise: number[]): number;
  static referral(flags: string): string;
}

export class Tunings {
  static begin(seed: number, compressed: boolean, low: number, high: number, compression: number): string;
  static next(saved: string): number[];
  static answer(saved: string, said: string): string;
  static result(saved: string): number[];
  static noise(like: Float32Array, length: number, rms: number, seed: number): Float32Array;
}
