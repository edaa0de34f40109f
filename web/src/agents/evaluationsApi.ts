import { body, json } from '../api/client';
import type { AgentEvaluation, WholeAgentEvaluation } from '../api/types';
import { AGENTS } from './api';

const at = (id: string) => `/agents/${id}/evaluations`;

export const evaluationsApi = {
  list: (id: string) => json<AgentEvaluation[]>(at(id)),
  get: (id: string, evaluation: string) => json<WholeAgentEvaluation>(`${at(id)}/${evaluation}`),
  /** Of the draft as it is saved. */
  begin: (id: string) => json<WholeAgentEvaluation>(at(id), { method: 'POST', body: body({}) }),
  cancel: (id: string, evaluation: string) => json<WholeAgentEvaluation>(`${at(id)}/${evaluation}/cancellation`, { method: 'POST' }),
  caseOf: (run: string) => json<Record<string, unknown>>(`/agent-runs/${run}/case`),
};

export const EVALUATIONS = [...AGENTS, 'evaluations'] as const;
