import { body, json, request } from '../api/client';
import type { components } from '../api/schema';

type Schemas = components['schemas'];
export type Telling = Schemas['AgentTelling'];
export type TellingChange = Schemas['AgentTellingChange'];
export type LinkQuestion = Schemas['AgentLinkQuestion'];

export const TELLING = ['agents', 'telling'] as const;

export const tellApi = {
  get: () => json<Telling>('/agent-telling'),
  set: (wanted: TellingChange) => json<Telling>('/agent-telling', { method: 'PUT', body: body(wanted) }),
  /** What a link is for; it is looked at, and nothing is answered. */
  question: (token: string) => json<LinkQuestion>('/agent-links/question', { method: 'POST', body: body({ token }) }),
  answer: (token: string, said: object) => request('/api/agent-links/answer', { method: 'POST', body: body({ token, ...said }) }),
};
