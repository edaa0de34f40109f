import { body, json, request } from '../api/client';
import { SseParser } from '../api/sse';
import type { Assistant, Bilingual, EvaluationEvents, Manifest, Persona, PersonaList, PersonaStyle, PreviewEvents } from '../api/types';
import type { Language } from '../i18n';

/** A text as it is sent: one string stands for both languages. */
export type Sent = Bilingual | string;
/** A manifest that is written here; the server reads and completes it. */
export type WantedManifest = Omit<Manifest, 'name' | 'purpose' | 'prompt' | 'turn'> & Record<'name' | 'purpose' | 'prompt' | 'turn', Sent>;
export type WantedStyle = Omit<PersonaStyle, 'name' | 'voice' | 'address' | 'words' | 'example'> & Partial<Record<'name' | 'voice' | 'address' | 'words' | 'example', Sent>>;

const at = (id: string) => `/assistants/${encodeURIComponent(id)}`;
const personaAt = (id: string) => `/api/personas/${encodeURIComponent(id)}`;

export const assistantsApi = {
  list: () => json<Assistant[]>('/assistants'),
  turn: (id: string, values: Record<string, string>, language: Language) =>
    json<{ content: string }>(`${at(id)}/turn`, { method: 'POST', body: body({ values, language }) }),
  copy: (id: string) => json<Assistant>(`${at(id)}/copy`, { method: 'POST' }),
  create: (manifest: WantedManifest) => json<Assistant>('/assistants', { method: 'POST', body: body(manifest) }),
  import: (file: Blob) => json<Assistant>('/assistants', { method: 'POST', body: file }),
  put: (id: string, manifest: WantedManifest, shared: boolean) => json<Assistant>(`${at(id)}?shared=${shared}`, { method: 'PUT', body: body(manifest) }),
  remove: (id: string) => request(`/api${at(id)}`, { method: 'DELETE' }),
  exportPath: (id: string) => `/api${at(id)}/export`,

  personas: () => json<PersonaList>('/personas'),
  choosePersona: (assistant: string | null, persona: string | null) => request('/api/personas/choice', { method: 'PUT', body: body({ assistant, persona }) }),
  learnPersona: (texts: string[]) => json<PersonaStyle>('/personas/learnt', { method: 'POST', body: body({ texts }) }),
  createPersona: (style: WantedStyle) => json<Persona>('/personas', { method: 'POST', body: body(style) }),
  putPersona: (id: string, style: WantedStyle) => request(personaAt(id), { method: 'PUT', body: body(style) }),
  removePersona: (id: string) => request(personaAt(id), { method: 'DELETE' }),
};

/** What is to be heard: a persona that is there, or one that is being written. */
export type Heard = { persona: string | null } | { style: WantedStyle };

/** The events of a stream, until it ends; one that is named error is thrown. */
async function* events(path: string, wanted: unknown, signal: AbortSignal): AsyncGenerator<{ name: string; data: unknown }> {
  const response = await request(path, { method: 'POST', signal, body: body(wanted) });
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const parser = new SseParser();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const { name, data } of parser.push(value)) {
      const said: unknown = JSON.parse(data);
      if (name === 'error') throw new Error((said as PreviewEvents['error']).message);
      yield { name, data: said };
    }
  }
}

/** What a persona answers, piece by piece. */
export async function* preview(heard: Heard, language: Language, signal: AbortSignal): AsyncGenerator<string> {
  for await (const { name, data } of events('/api/personas/preview', { ...heard, language }, signal)) {
    if (name === 'delta') yield (data as PreviewEvents['delta']).text;
  }
}

type Evaluated = { name: 'result'; data: EvaluationEvents['result'] } | { name: 'done'; data: EvaluationEvents['done'] };

/** An assistant's cases as the default model answers them, one by one, and how many it passed. */
export async function* evaluate(id: string, signal: AbortSignal): AsyncGenerator<Evaluated> {
  for await (const event of events(`/api${at(id)}/evaluation`, {}, signal)) yield event as Evaluated;
}
