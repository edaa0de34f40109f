import index from './digits/digits.json';
import english from './digits/digits-en.wav?url';
import chinese from './digits/digits-zh.wav?url';
import type { Audiometry, Ear } from './audiometry';

const FILES = { zh: chinese, en: english };
export type Spoken = keyof typeof FILES;

/** Of a WAV file as sound/digits/make.py writes it. */
const HEADER_BYTES = 44;

let context: AudioContext | undefined;

/** Begins with a click or a key: browsers let nothing sound before. */
export async function openAudio() {
  context ??= new AudioContext({ latencyHint: 'interactive' });
  if (context.state !== 'running') await context.resume();
  return context;
}

export interface Playing {
  /** Resolves when it has been heard to its end, or was stopped. */
  ended: Promise<void>;
  stop: () => void;
}

/** Plays samples as they are: no gain, no effect. An ear that is named hears them alone, the other channel is all zeros; two of them are for left and right. */
export async function play(samples: Float32Array | readonly [Float32Array, Float32Array], rate: number, ear?: Ear): Promise<Playing> {
  const audio = await openAudio();
  const [left, right] = samples instanceof Float32Array ? [samples, samples] : samples;
  const buffer = audio.createBuffer(2, left.length, rate);
  if (ear !== 'RIGHT') buffer.copyToChannel(new Float32Array(left), 0);
  if (ear !== 'LEFT') buffer.copyToChannel(new Float32Array(right), 1);
  const source = audio.createBufferSource();
  source.buffer = buffer;
  source.connect(audio.destination);
  const ended = new Promise<void>((resolve) => source.addEventListener('ended', () => resolve()));
  source.start();
  return { ended, stop: () => source.stop() };
}

/** Gives the tests the ten digits of a language; what they make of them has this rate. */
export async function loadDigits(tests: Audiometry, language: Spoken): Promise<number> {
  const response = await fetch(FILES[language]);
  if (!response.ok) throw new Error(`${FILES[language]}: ${response.status}`);
  const samples = new Int16Array(await response.arrayBuffer(), HEADER_BYTES);
  tests.useDigitSounds(index.rate, Float32Array.from(samples, (n) => n / 32768), index.languages[language].lengths);
  return index.rate;
}

const LISTENS = 5;
const SIZE = 32_768;
/** dB SPL of full scale that microphones of phones and computers have, more or less: 94 dB SPL are -26 dB. */
export const MICROPHONE = 120;

/** What the microphone hears for some three seconds; nothing of it is kept. */
export async function listen(): Promise<{ samples: Float32Array; rate: number }> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
  try {
    const audio = await openAudio();
    const analyser = audio.createAnalyser();
    analyser.fftSize = SIZE;
    const source = audio.createMediaStreamSource(stream);
    source.connect(analyser);
    const samples = new Float32Array(LISTENS * SIZE);
    for (let i = 0; i < LISTENS; i++) {
      await new Promise((resolve) => setTimeout(resolve, (SIZE / audio.sampleRate) * 1000 + 20));
      analyser.getFloatTimeDomainData(samples.subarray(i * SIZE, (i + 1) * SIZE));
    }
    source.disconnect();
    return { samples, rate: audio.sampleRate };
  } finally {
    stream.getTracks().forEach((track) => track.stop());
  }
}
