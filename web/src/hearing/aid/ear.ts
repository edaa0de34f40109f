import { Aids } from '../generated/sound.js';
import { BLOCK, CEILING, FULL_SCALE, type AidSettings, type EarFit, type EarMeters } from './protocol';

/** No thresholds: nothing is amplified. */
const NO_LOSS = { frequencies: [1000], levels: [0] };

/** One ear's aid, in whichever thread makes it: that of the live sound, or that of the page where sentences are heard through it. */
export class Ear {
  readonly aid: number;
  private readonly block: Float32Array;
  private readonly meters: Float32Array;
  private fitted = '';
  private depth: number | null = null;

  constructor(rate: number) {
    this.aid = Aids.create(rate, BLOCK, FULL_SCALE, CEILING);
    this.block = Aids.block(this.aid);
    this.meters = Aids.meters(this.aid);
  }

  /** Samples that it takes; with another mask it is another number. */
  get delay(): number {
    return Aids.delay(this.aid);
  }

  /** @param program as {@link program} */
  set(settings: AidSettings, fit: EarFit, program: string, deviceDelay: number) {
    const { frequencies, levels } = fit.thresholds ?? NO_LOSS;
    const { low, high } = fit.thresholds ? fit : { low: 0, high: 0 };
    const tuned = (fit.thresholds ? settings.tuned : null) ?? { low: 0, high: 0, compression: 1 };
    // fitting takes longer than a block lasts: a volume that is moved must not pay for it
    const wanted = JSON.stringify([frequencies, levels, settings.prescription, settings.compressed, low + tuned.low, high + tuned.high, tuned.compression]);
    if (wanted !== this.fitted) Aids.fit(this.aid, frequencies, levels, settings.prescription, settings.compressed, low + tuned.low, high + tuned.high, tuned.compression);
    this.fitted = wanted;
    this.depth = settings.depth;
    this.program(program);
    Aids.volume(this.aid, settings.volume);
    Aids.feedback(this.aid, settings.feedback, Math.max(0, deviceDelay - BLOCK));
  }

  /** A depth that the person chose stays. */
  program(program: string) {
    Aids.program(this.aid, program);
    if (this.depth !== null) Aids.depth(this.aid, this.depth);
  }

  process(heard: Float32Array, given: Float32Array) {
    this.block.set(heard);
    Aids.process(this.aid);
    given.set(this.block);
  }

  read(): EarMeters {
    Aids.measure(this.aid);
    const channels = (this.meters.length - 3) / 2;
    return { heard: this.meters[0]!, given: this.meters[1]!, limited: this.meters[2]!, gains: Array.from(this.meters.subarray(3 + channels)) };
  }

  /** As if nothing had been heard yet. */
  forget() {
    Aids.reset(this.aid);
  }

  close() {
    Aids.close(this.aid);
  }
}
