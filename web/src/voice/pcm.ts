/** Samples a second of what is sent to the server and comes from it. */
export const RATE = 24_000;

/** 16-bit integers of samples from -1 to 1; what is beyond is clipped. */
export function toPcm16(samples: Float32Array): Int16Array<ArrayBuffer> {
  const pcm = new Int16Array(samples.length);
  for (let i = 0; i < samples.length; i++) pcm[i] = Math.round(Math.max(-1, Math.min(1, samples[i]!)) * 32_767);
  return pcm;
}

/** Makes samples of bytes that are cut anywhere: half of a sample waits for its other half. */
export class PcmReader {
  private odd: number | undefined;

  push(bytes: Uint8Array): Float32Array<ArrayBuffer> {
    const whole = this.odd === undefined ? bytes : new Uint8Array([this.odd, ...bytes]);
    const count = whole.length >> 1;
    this.odd = whole.length % 2 === 1 ? whole[whole.length - 1] : undefined;
    const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
    const samples = new Float32Array(count);
    for (let i = 0; i < count; i++) samples[i] = view.getInt16(2 * i, true) / 32_768;
    return samples;
  }
}

/** Bytes in Base64, least byte first on every machine that runs a browser. */
export function base64(pcm: Int16Array): string {
  const bytes = new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  let text = '';
  // as many arguments at once as every browser takes
  for (let i = 0; i < bytes.length; i += 8_192) text += String.fromCharCode(...bytes.subarray(i, i + 8_192));
  return btoa(text);
}

/** A WAV file (RIFF, PCM, one channel, 16 bits) of these blocks. */
export function wavFile(blocks: readonly Int16Array<ArrayBuffer>[], rate = RATE): Blob {
  const bytes = blocks.reduce((sum, block) => sum + block.byteLength, 0);
  const head = new DataView(new ArrayBuffer(44));
  const name = (at: number, letters: string) => [...letters].forEach((letter, i) => head.setUint8(at + i, letter.charCodeAt(0)));
  name(0, 'RIFF');
  head.setUint32(4, 36 + bytes, true);
  name(8, 'WAVEfmt ');
  head.setUint32(16, 16, true);
  head.setUint16(20, 1, true);
  head.setUint16(22, 1, true);
  head.setUint32(24, rate, true);
  head.setUint32(28, 2 * rate, true);
  head.setUint16(32, 2, true);
  head.setUint16(34, 16, true);
  name(36, 'data');
  head.setUint32(40, bytes, true);
  return new Blob([head.buffer, ...blocks], { type: 'audio/wav' });
}

/** Root mean square, in decibels below full scale (a full square wave has 0); -140 for silence. */
export function level(samples: ArrayLike<number>, full = 1): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += (samples[i]! / full) ** 2;
  return 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-14);
}
