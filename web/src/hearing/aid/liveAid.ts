import { begins } from '../../voice/begins';
import { loopDelay, REMOTE_MILLIS } from './loopback';
import type { AidSettings, Order, Report } from './protocol';
import farWeights from '../../../../sound/src/main/resources/org/liaoyuan/sound/enhancement/look-ahead-denoiser.bin?url';
import weights from '../../../../sound/src/main/resources/org/liaoyuan/sound/enhancement/low-delay-denoiser.bin?url';
import worklet from './worklet?worker&url';

/** What the aid tells while it runs. */
export type Meters = Extract<Report, { kind: 'meters' }>;

/** How late the aid itself is, in milliseconds, and whether that is because it looks ahead. */
export interface Lateness {
  millis: number;
  ahead: boolean;
}

export interface Listener {
  meters: (meters: Meters) => void;
  late: (lateness: Lateness) => void;
  /** It ended by itself: the microphone was pulled out, or the worklet failed. */
  ended: (reason: string) => void;
}

const MEASURE_MILLIS = 5000;
const MASK_HERTZ = 16_000;

/**
 * From the microphone to the ears, in this page alone: nothing is sent, nothing is kept.
 */
export class LiveAid {
  private deviceDelay = 0;
  /** What the aid takes with the net that does not look ahead, in samples. */
  private live = 0;
  /** Which net it was given last. */
  private ahead: boolean | undefined;
  private newest: Meters | undefined;
  private measured: ((report: Extract<Report, { kind: 'measured' }>) => void) | undefined;

  private constructor(
    private readonly context: AudioContext,
    /** What the microphone hears, as it is. */
    readonly stream: MediaStream,
    private readonly node: AudioWorkletNode,
    private readonly listener: Listener,
    private settings: AidSettings,
  ) {}

  /** Asks for the microphone. What a browser does to voices by itself is off: it would work against the aid. */
  static async start(settings: AidSettings, listener: Listener): Promise<LiveAid> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
    const { context, source } = open(stream);
    try {
      await running(context);
      await context.audioWorklet.addModule(worklet);
      const node = new AudioWorkletNode(context, 'liaoyuan-aid', { numberOfInputs: 1, numberOfOutputs: 1, outputChannelCount: [2] });
      const { delay } = await told(node, 'ready');
      const aid = new LiveAid(context, stream, node, listener, settings);
      aid.late(delay);
      // so that it is known how late the aid is at best, whichever net it begins with
      if (aid.canMask) aid.late(await aid.mask(false));
      aid.order({ kind: 'settings', settings, deviceDelay: 0 });
      if (aid.wantsAhead()) aid.late(await aid.mask(true));
      // nothing is to pile up meanwhile: it would come in a burst, and then nothing for a while
      await context.suspend();
      aid.order({ kind: 'warm' });
      await told(node, 'warm');
      aid.connect(source);
      await running(context);
      return aid;
    } catch (e) {
      for (const track of stream.getTracks()) track.stop();
      await context.close();
      throw e;
    }
  }

  private connect(source: MediaStreamAudioSourceNode) {
    this.node.port.onmessage = ({ data }: MessageEvent<Report>) => this.hear(data);
    this.node.onprocessorerror = () => this.listener.ended('processor');
    for (const track of this.stream.getAudioTracks()) track.onended = () => this.listener.ended('microphone');
    source.connect(this.node).connect(this.context.destination);
  }

  /** It works beside sound of 16, 32 or 48 kHz; elsewhere the aid does without. */
  private get canMask() {
    return this.context.sampleRate % MASK_HERTZ === 0;
  }

  private wantsAhead() {
    const { ahead } = this.settings;
    return this.canMask && (ahead === 'ON' || (ahead === 'AUTOMATIC' && ((this.deviceDelay + this.live) * 1000) / this.context.sampleRate > REMOTE_MILLIS));
  }

  /** Gives it a net, before it is connected. @returns samples that it takes then */
  private async mask(ahead: boolean): Promise<number> {
    await this.give(ahead);
    return (await told(this.node, 'masked')).delay;
  }

  private async give(ahead: boolean) {
    this.ahead = ahead;
    const net = await (await fetch(ahead ? farWeights : weights)).arrayBuffer();
    // another one may have been wanted meanwhile
    if (this.ahead === ahead) this.node.port.postMessage({ kind: 'mask', weights: net, ahead } satisfies Order, [net]);
  }

  private late(samples: number) {
    if (this.ahead !== true) this.live = samples;
    this.listener.late({ millis: (samples * 1000) / this.context.sampleRate, ahead: this.ahead === true });
  }

  private hear(report: Report) {
    if (report.kind === 'meters') this.show(report);
    else if (report.kind === 'failed') this.listener.ended(report.message);
    else if (report.kind === 'measured') this.measured?.(report);
    else if (report.kind === 'masked') this.late(report.delay);
  }

  /** The newest alone, once a frame: a page that draws slowly does not fall behind. */
  private show(meters: Meters) {
    if (this.newest === undefined) {
      requestAnimationFrame(() => {
        if (this.newest) this.listener.meters(this.newest);
        this.newest = undefined;
      });
    }
    this.newest = meters;
  }

  private order(order: Order) {
    this.node.port.postMessage(order);
  }

  set(settings: AidSettings) {
    this.settings = settings;
    this.order({ kind: 'settings', settings, deviceDelay: this.deviceDelay });
    const ahead = this.wantsAhead();
    const before = this.ahead;
    // where a net can't be fetched, the aid goes on with the one that it has
    if (this.canMask && ahead !== before) this.give(ahead).catch(() => void (this.ahead = before));
  }

  /**
   * Plays a short burst, and looks when the microphone hears it. Half a second of silence otherwise.
   *
   * @returns milliseconds of the device, there and back, and those with the aid that does not look ahead; undefined where the burst was not heard
   */
  async measure(): Promise<{ device: number; whole: number } | undefined> {
    const report = await new Promise<Extract<Report, { kind: 'measured' }>>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('timeout')), MEASURE_MILLIS);
      this.measured = (found) => {
        clearTimeout(timer);
        resolve(found);
      };
      this.order({ kind: 'measure' });
    });
    const delay = loopDelay(report.played, report.heard);
    if (delay === undefined) return undefined;
    this.deviceDelay = delay;
    this.set(this.settings);
    return { device: (delay * 1000) / report.rate, whole: ((delay + this.live) * 1000) / report.rate };
  }

  async stop(): Promise<void> {
    for (const track of this.stream.getTracks()) {
      track.onended = null;
      track.stop();
    }
    this.newest = undefined;
    this.node.disconnect();
    this.node.port.close();
    await this.context.close();
  }
}

/** At 48 kHz, as the chain is built for, whatever the device has; browsers that can't do that take the device's rate. */
function open(stream: MediaStream) {
  const wanted = new AudioContext({ latencyHint: 'interactive', sampleRate: 48_000 });
  try {
    return { context: wanted, source: wanted.createMediaStreamSource(stream) };
  } catch {
    void wanted.close();
    const context = new AudioContext({ latencyHint: 'interactive' });
    return { context, source: context.createMediaStreamSource(stream) };
  }
}

async function running(context: AudioContext) {
  if (!(await begins(context))) throw new Error('the aid did not start in time');
}

const READY_MILLIS = 10_000;

/** Waits for a report. */
const told = <K extends Report['kind']>(node: AudioWorkletNode, kind: K) =>
  new Promise<Extract<Report, { kind: K }>>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the aid did not start in time')), READY_MILLIS);
    const fail = (message: string) => {
      clearTimeout(timer);
      reject(new Error(message));
    };
    node.port.onmessage = ({ data }: MessageEvent<Report>) => {
      if (data.kind === 'failed') return fail(data.message);
      if (data.kind !== kind) return;
      clearTimeout(timer);
      resolve(data as Extract<Report, { kind: K }>);
    };
    node.onprocessorerror = () => fail('the aid could not be started');
  });
