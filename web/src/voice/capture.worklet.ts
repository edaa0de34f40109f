import { level, toPcm16 } from './pcm';
import { Resampler } from './resampler';
import { RATE } from './pcm';

/** What of an AudioWorklet's surroundings is used here; TypeScript knows a page's only. */
declare const sampleRate: number;
declare const registerProcessor: (name: string, processor: unknown) => void;
declare const AudioWorkletProcessor: { new (): { readonly port: MessagePort } };

/** 40 ms. */
const BLOCK = RATE / 25;

/** Takes what a microphone gives, as blocks of 40 ms at {@link RATE} in 16 bits, each with its level. */
class Capture extends AudioWorkletProcessor {
  private readonly resampler = new Resampler(sampleRate, RATE);
  private readonly block = new Float32Array(BLOCK);
  private filled = 0;

  process([input]: Float32Array[][]): boolean {
    const samples = input && mixed(input);
    if (samples) this.take(this.resampler.push(samples));
    return true;
  }

  private take(samples: Float32Array) {
    for (let from = 0; from < samples.length; ) {
      const count = Math.min(samples.length - from, BLOCK - this.filled);
      this.block.set(samples.subarray(from, from + count), this.filled);
      from += count;
      this.filled += count;
      if (this.filled < BLOCK) return;
      const pcm = toPcm16(this.block);
      this.port.postMessage({ pcm, level: level(this.block) }, [pcm.buffer]);
      this.filled = 0;
    }
  }
}

/** One channel of all; undefined while nothing is connected. */
function mixed(channels: Float32Array[]): Float32Array | undefined {
  if (channels.length < 2) return channels[0];
  return channels[0]!.map((_, i) => channels.reduce((sum, channel) => sum + channel[i]!, 0) / channels.length);
}

registerProcessor('capture', Capture);
