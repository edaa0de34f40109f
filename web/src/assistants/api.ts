import { body, events, json, request } from '../api/client';
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

/** The events that an answer to a body brings; one that is named error is thrown. */
async function* told<E extends { name: string; data: unknown }>(path: string, wanted: object, signal: AbortSignal): AsyncGenerator<E> {
  for await (const event of events<E>(path, signal, wanted)) {
    if (event.name === 'error') throw new Error((event.data as PreviewEvents['error']).message);
    yield event;
  }
}

/** What a persona answers, piece by piece. */
export async function* preview(heard: Heard, language: Language, signal: AbortSignal): AsyncGenerator<string> {
  for await (const { name, data } of told('/api/personas/preview', { ...heard, language }, signal)) {
    if (name === 'delta') yield (data as PreviewEvents['delta']).text;
  }
}

type Evaluated = { name: 'result'; data: EvaluationEvents['result'] } | { name: 'done'; data: EvaluationEvents['done'] };

/** An assistant's cases as the default model answers them, one by one, and how many it passed. */
export async function* evaluate(id: string, signal: AbortSignal): AsyncGenerator<Evaluated> {
  yield* told<Evaluated>(`/api${at(id)}/evaluation`, {}, signal);
}
