import { begins } from './begins';
import { RATE } from './pcm';
import type { Output } from './playQueue';

/** A cut that is not heard as a click. */
const FADE_SECONDS = 0.015;

/** The loudspeaker, at the rate of what is spoken: pieces that follow each other are not resampled each on its own. */
export class SoundOutput implements Output {
  private context = new AudioContext({ sampleRate: RATE });
  private gate = this.newGate();
  /** Seconds of the one before it: what was planned goes by a clock that never goes back. */
  private before = 0;

  /** @param patience milliseconds in which it is to begin; then it is opened anew, once */
  constructor(private readonly patience?: number) {}

  /**
   * Whether sound can be heard: a browser waits for a person's first click or key.
   *
   * @throws an error where the loudspeaker does not begin
   */
  async ready(): Promise<boolean> {
    if (this.context.state === 'running') return true;
    if (navigator.userActivation && !navigator.userActivation.hasBeenActive) return false;
    if (await begins(this.context, this.patience)) return true;
    this.before = this.now;
    void this.context.close();
    this.context = new AudioContext({ sampleRate: RATE });
    this.gate = this.newGate();
    if (await begins(this.context, this.patience)) return true;
    throw new Error();
  }

  get now() {
    return this.before + this.context.currentTime;
  }

  play(samples: Float32Array<ArrayBuffer>, rate: number, at: number) {
    const buffer = this.context.createBuffer(1, samples.length, rate);
    buffer.copyToChannel(samples, 0);
    const source = this.context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.gate);
    source.start(at - this.before);
  }

  silence() {
    const gate = this.gate;
    const { currentTime } = this.context;
    gate.gain.setValueAtTime(1, currentTime);
    gate.gain.linearRampToValueAtTime(0, currentTime + FADE_SECONDS);
    // what was planned through it plays on into nothing
    setTimeout(() => gate.disconnect(), FADE_SECONDS * 2_000);
    this.gate = this.newGate();
  }

  private newGate() {
    const gate = this.context.createGain();
    gate.connect(this.context.destination);
    return gate;
  }
}
