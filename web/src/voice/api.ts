import { ApiError, request } from '../api/client';
import type { Pauses } from './manner';
import { PcmReader } from './pcm';
import type { SpeechLanguage } from './preferences';

/** A voice of this machine. */
export interface Voice {
  id: string;
  /** ISO 639-1, where it is at home. */
  language: string;
  female: boolean;
}

export const voices = async () => (await (await request('/v1/audio/voices')).json() as { data: Voice[] }).data;

export interface Manner {
  /** Undefined: the model's own. */
  voice: string | undefined;
  /** 1 as the voice is, 2 twice as fast. */
  speed: number;
  pauses: Pauses;
}

/** A text spoken: pieces of sound as they are made, 24,000 samples a second. */
export async function* speech(input: string, { voice, speed, pauses }: Manner, signal: AbortSignal): AsyncGenerator<Float32Array<ArrayBuffer>> {
  const asked = { model: 'default', input, speed, response_format: 'pcm', ...(pauses !== 'USUAL' && { pauses: pauses.toLowerCase() }) };
  const ask = (more: object) => request('/v1/audio/speech', { method: 'POST', body: JSON.stringify({ ...asked, ...more }), signal });
  // an assistant from elsewhere may have a voice that is not here
  const { body } = await (voice === undefined ? ask({}) : ask({ voice }).catch((e: unknown) => {
    if (e instanceof ApiError && e.status === 400) return ask({});
    throw e;
  }));
  if (!body) return;
  const reader = body.getReader();
  const pcm = new PcmReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield pcm.push(value);
  }
}

/** What is said in a recording. */
export async function transcribe(recording: Blob, language: SpeechLanguage, signal: AbortSignal): Promise<string> {
  const form = new FormData();
  form.append('file', recording, 'speech.wav');
  form.append('model', 'default');
  form.append('response_format', 'json');
  if (language !== 'auto') form.append('language', language);
  const response = await request('/v1/audio/transcriptions', { method: 'POST', body: form, signal });
  return ((await response.json()) as { text: string }).text.trim();
}
