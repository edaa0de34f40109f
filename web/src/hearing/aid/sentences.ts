import index from '../sentences/sentences.json';
import type { Spoken } from '../sounds';

const FILES = import.meta.glob<string>('../sentences/*.flac', { query: '?url', import: 'default', eager: true });

/** dB re full scale of the spoken parts of each. */
export const SENTENCE_LEVEL = index.level;

export const sentenceCount = (language: Spoken) => index.languages[language].length;

/** One of the sentences, at the rate of the context. */
export async function sentence(context: AudioContext, language: Spoken, number: number): Promise<Float32Array> {
  const { file } = index.languages[language][number % sentenceCount(language)]!;
  const address = FILES[`../sentences/${file}`]!;
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return (await context.decodeAudioData(await response.arrayBuffer())).getChannelData(0);
}
