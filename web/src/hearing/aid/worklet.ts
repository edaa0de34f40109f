import { Aids, Surroundings } from '../generated/sound.js';
import { burst } from './loopback';
import { BLOCK, CEILING, FULL_SCALE, type AidSettings, type EarFit, type EarMeters, type Environment, type Order, type Report } from './protocol';

// what an AudioWorkletGlobalScope has and TypeScript's DOM library does not tell
declare const sampleRate: number;
declare function registerProcessor(name: string, made: new () => unknown): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

/** Meters are told so often, in blocks: every 107 ms at 48 kHz. */
const TELL = 40;
/** A block that took the place of others for longer than this, in milliseconds, was heard as a gap. */
const LATE_MILLIS = 30;
/** How long after the burst it is listened, in seconds. */
const LISTEN = 0.6;
/** A tone that stands alone for so many blocks is taken for a whistle: 0.4 s. */
const WHISTLE = 150;

class Ear {
  readonly aid: number;
  private readonly block: Float32Array;
  private readonly meters: Float32Array;
  readonly delay: number;

  constructor() {
    this.aid = Aids.create(sampleRate, BLOCK, FULL_SCALE, CEILING);
    this.block = Aids.block(this.aid);
    this.meters = Aids.meters(this.aid);
    this.delay = Aids.delay(this.aid);
  }

  set(settings: AidSettings, fit: EarFit, deviceDelay: number) {
    const { frequencies, levels } = fit.thresholds ?? { frequencies: [1000], levels: [0] };
    const { low, high } = fit.thresholds ? fit : { low: 0, high: 0 };
    Aids.fit(this.aid, frequencies, levels, settings.prescription, settings.compressed, low, high);
    this.program(settings.program === 'AUTOMATIC' ? Surroundings.program() : settings.program);
    if (settings.depth !== null) Aids.depth(this.aid, settings.depth);
    Aids.volume(this.aid, settings.volume);
    Aids.feedback(this.aid, settings.feedback, Math.max(0, deviceDelay - BLOCK));
  }

  program(program: string) {
    Aids.program(this.aid, program);
  }

  process(heard: Float32Array, given: Float32Array) {
    this.block.set(heard);
    Aids.process(this.aid);
    given.set(this.block);
  }

  read(): EarMeters {
    Aids.measure(this.aid);
    const channels = (this.meters.length - 3) / 2;
    const [heard = 0, given = 0, limited = 0] = this.meters;
    return { heard, given, limited, gains: Array.from(this.meters.subarray(3 + channels)) };
  }
}

/** Blocks of noise before anything is connected: what an engine compiles in the middle of sound is heard as gaps. */
const WARM = 200;

function warmUp() {
  const aid = Aids.create(sampleRate, BLOCK, FULL_SCALE, CEILING);
  const block = Aids.block(aid);
  const around = Surroundings.begin(sampleRate, BLOCK, FULL_SCALE);
  for (let n = 0; n < WARM; n++) {
    for (let i = 0; i < BLOCK; i++) block[i] = 0.01 * (Math.random() - 0.5);
    around.set(block);
    Aids.process(aid);
    Surroundings.hear();
  }
  Aids.close(aid);
}

/** Both ears, in the thread of the sound. Nothing of the sound leaves it but for the 0.6 s of a measurement, which stay in the page. */
class AidProcessor extends AudioWorkletProcessor {
  private readonly left = new Ear();
  private readonly right = new Ear();
  private readonly around = Surroundings.begin(sampleRate, BLOCK, FULL_SCALE);
  private automatic = true;
  private program = '';
  private readonly silence = new Float32Array(BLOCK);
  private blocks = 0;
  private overruns = 0;
  private began = 0;
  private tonal = 0;
  private before = 0;
  private measurement: { played: Float32Array; heard: Float32Array; at: number } | undefined;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<Order>) => this.take(data);
    this.tell({ kind: 'ready', delay: this.left.delay + BLOCK });
  }

  private tell(report: Report) {
    this.port.postMessage(report);
  }

  private take(order: Order) {
    try {
      if (order.kind === 'measure') this.measurement = { played: burst(0.1), heard: new Float32Array(Math.round(LISTEN * sampleRate)), at: 0 };
      else if (order.kind === 'mask') Aids.mask(this.left.aid, this.right.aid, new Int8Array(order.weights));
      else {
        this.automatic = order.settings.program === 'AUTOMATIC' && order.settings.depth === null;
        this.program = '';
        this.left.set(order.settings, order.settings.left, order.deviceDelay);
        this.right.set(order.settings, order.settings.right, order.deviceDelay);
      }
    } catch (e) {
      this.tell({ kind: 'failed', message: e instanceof Error ? e.message : String(e) });
    }
  }

  process([input]: Float32Array[][], [output]: Float32Array[][]) {
    const heard = input?.[0] ?? this.silence;
    const [left, right] = output ?? [];
    if (!left || !right) return true;
    this.watch();
    if (this.measurement) this.measure(heard, left, right);
    else {
      this.left.process(heard, left);
      this.right.process(input?.[1] ?? heard, right);
      this.listenForWhistles(left);
      this.around.set(heard);
      Surroundings.hear();
    }
    if (this.blocks % TELL === 0) {
      this.follow();
      this.tell({ kind: 'meters', left: this.left.read(), right: this.right.read(), blocks: this.blocks, overruns: this.overruns, whistles: this.tonal >= WHISTLE, environment: Surroundings.environment() as Environment });
    }
    return true;
  }

  /** The program that what is around asks for. */
  private follow() {
    const wanted = Surroundings.program();
    if (!this.automatic || wanted === this.program) return;
    this.program = wanted;
    this.left.program(wanted);
    this.right.program(wanted);
  }

  /** Sound that falls behind the clock was not ready in time. */
  private watch() {
    const played = (this.blocks * BLOCK * 1000) / sampleRate;
    const now = Date.now();
    if (this.blocks === 0) this.began = now;
    const late = now - this.began - played;
    if (late > LATE_MILLIS) {
      if (this.blocks > TELL) this.overruns++;
      this.began = now - played;
    } else if (late < 0) this.began = now - played;
    this.blocks++;
  }

  /** A tone is predicted by the two samples before each; nothing else is, for long. */
  private listenForWhistles(given: Float32Array) {
    let power = 0;
    let product = 0;
    let twice = 0;
    for (let i = 2; i < given.length; i++) {
      const a = given[i]! + given[i - 2]!;
      power += given[i - 1]! * given[i - 1]!;
      product += a * given[i - 1]!;
      twice += a * a;
    }
    const turn = power > 0 ? product / power : 0;
    const left = twice - turn * product;
    const frequency = Math.abs(turn) < 2 ? (Math.acos(turn / 2) * sampleRate) / (2 * Math.PI) : 0;
    const alone = power / given.length > 1e-5 && left < 1e-3 * power && frequency > 700 && Math.abs(frequency - this.before) < 60;
    this.before = frequency;
    this.tonal = alone ? this.tonal + 1 : Math.max(0, this.tonal - 4);
  }

  private measure(heard: Float32Array, left: Float32Array, right: Float32Array) {
    const now = this.measurement!;
    now.heard.set(heard.subarray(0, Math.min(BLOCK, now.heard.length - now.at)), now.at);
    left.set(now.played.subarray(now.at, now.at + BLOCK));
    right.set(left);
    now.at += BLOCK;
    if (now.at < now.heard.length) return;
    this.measurement = undefined;
    this.tell({ kind: 'measured', played: now.played, heard: now.heard, rate: sampleRate });
  }
}

warmUp();
registerProcessor('liaoyuan-aid', AidProcessor);
