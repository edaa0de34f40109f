import { Aids, Surroundings } from '../generated/sound.js';
import { Ear } from './ear';
import { burst } from './loopback';
import { BLOCK, FULL_SCALE, PROGRAMS, type Environment, type Order, type Program, type Report } from './protocol';

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
/** A device fills its buffers first, in a burst, and waits then: that is no gap. */
const SETTLE_MILLIS = 1000;
/** How long after the burst it is listened, in seconds. */
const LISTEN = 0.6;
/** A tone that stands alone for so many blocks is taken for a whistle: 0.4 s. */
const WHISTLE = 150;

/** Before anything is connected the aid hears so many milliseconds of noise and pauses: what an engine compiles in the middle of sound is heard as gaps. */
const WARM_MILLIS = 1200;
const WARM_BLOCKS = 1200;

/** Both ears, in the thread of the sound. Nothing of the sound leaves it but for the 0.6 s of a measurement, which stay in the page. */
class AidProcessor extends AudioWorkletProcessor {
  private readonly left = new Ear(sampleRate);
  private readonly right = new Ear(sampleRate);
  private around = Surroundings.begin(sampleRate, BLOCK, FULL_SCALE);
  private automatic = true;
  private program = 'QUIET';
  private readonly silence = new Float32Array(BLOCK);
  private blocks = 0;
  private overruns = 0;
  private began = 0;
  private started = 0;
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
      else if (order.kind === 'warm') this.warmUp();
      else if (order.kind === 'mask') {
        Aids.mask(this.left.aid, this.right.aid, new Int8Array(order.weights), order.ahead);
        // depths are others now
        this.left.program(this.program);
        this.right.program(this.program);
        this.tell({ kind: 'masked', delay: this.left.delay + BLOCK });
      }
      else {
        const { settings, deviceDelay } = order;
        this.automatic = settings.program === 'AUTOMATIC';
        this.program = settings.program === 'AUTOMATIC' ? Surroundings.program() : settings.program;
        this.left.set(settings, settings.left, this.program, deviceDelay);
        this.right.set(settings, settings.right, this.program, deviceDelay);
      }
    } catch (e) {
      this.tell({ kind: 'failed', message: e instanceof Error ? e.message : String(e) });
    }
  }

  /** Everything that sound will go through, all programs and the meters with it; nothing of it is left in the aids afterwards. */
  private warmUp() {
    const heard = new Float32Array(BLOCK);
    const given = new Float32Array(BLOCK);
    const end = Date.now() + WARM_MILLIS;
    for (let n = 0; n < WARM_BLOCKS && Date.now() < end; n++) {
      const loud = n % 90 < 60 ? 0.02 : 0.0005;
      for (let i = 0; i < BLOCK; i++) heard[i] = loud * (Math.random() - 0.5);
      if (n % 40 === 0) {
        const program = PROGRAMS[(n / 40) % PROGRAMS.length]!;
        this.left.program(program);
        this.right.program(program);
        this.left.read();
        this.right.read();
      }
      this.hear(heard, heard, given, given);
    }
    this.tonal = 0;
    this.left.forget();
    this.right.forget();
    this.around = Surroundings.begin(sampleRate, BLOCK, FULL_SCALE);
    this.left.program(this.program);
    this.right.program(this.program);
    this.tell({ kind: 'warm' });
  }

  process(inputs: Float32Array[][], outputs: Float32Array[][]) {
    const input = inputs[0];
    const heard = input?.[0] ?? this.silence;
    const left = outputs[0]?.[0];
    const right = outputs[0]?.[1];
    if (!left || !right) return true;
    this.watch();
    if (this.measurement) this.measure(heard, left, right);
    else this.hear(heard, input?.[1] ?? heard, left, right);
    if (this.blocks % TELL === 0) {
      this.follow();
      this.tell({ kind: 'meters', left: this.left.read(), right: this.right.read(), blocks: this.blocks, overruns: this.overruns, whistles: this.tonal >= WHISTLE, environment: Surroundings.environment() as Environment, program: this.program as Program });
    }
    return true;
  }

  private hear(left: Float32Array, right: Float32Array, toLeft: Float32Array, toRight: Float32Array) {
    this.left.process(left, toLeft);
    this.right.process(right, toRight);
    this.listenForWhistles(toLeft);
    this.around.set(left);
    Surroundings.hear();
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
    if (this.blocks === 0) this.began = this.started = now;
    const late = now - this.began - played;
    if (late > LATE_MILLIS) {
      if (now - this.started > SETTLE_MILLIS) this.overruns++;
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

registerProcessor('liaoyuan-aid', AidProcessor);
