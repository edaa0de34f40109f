// What sound-web/ exports (its Javadoc says what each does); sound.js beside it is built by Maven: npm run sound.

export class Aids {
  static create(hertz: number, block: number, fullScale: number, ceiling: number): number;
  static close(aid: number): void;
  static fit(aid: number, frequencies: number[], levels: number[], prescription: string, compressed: boolean, low: number, high: number): void;
  static insertionGain(frequencies: number[], levels: number[], prescription: string, hertz: number): number;
  static program(aid: number, program: string): void;
  static depth(aid: number, decibels: number): void;
  static volume(aid: number, decibels: number): void;
  static feedback(aid: number, cancelled: boolean, deviceDelay: number): void;
  static delay(aid: number): number;
  static block(aid: number): Float32Array;
  static process(aid: number): void;
  static meters(aid: number): Float32Array;
  static measure(aid: number): void;
}

export class Surroundings {
  static begin(hertz: number, samples: number, fullScale: number): Float32Array;
  static hear(): void;
  static environment(): string;
  static program(): string;
}
