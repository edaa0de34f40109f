import { body, json, request } from '../api/client';
import type { Agent, AgentDiff, AgentLabelMove, AgentRelease, AgentTrigger, CreatedAgentTrigger, WantedAgentTrigger } from '../api/types';
import { AGENTS } from './api';

const at = (id: string) => `/agents/${id}`;

export const doorsApi = {
  releases: (id: string) => json<AgentRelease[]>(`${at(id)}/releases`),
  moves: (id: string) => json<AgentLabelMove[]>(`${at(id)}/label-moves`),
  label: (id: string, label: string, release: number | undefined) =>
    json<AgentRelease[]>(`${at(id)}/labels/${label}`, release === undefined ? { method: 'DELETE' } : { method: 'PUT', body: body({ release }) }),
  diff: (id: string, from: string, to: string) => json<AgentDiff>(`${at(id)}/diff?from=${from}&to=${to}`),
  toDraft: (id: string, release: number, revision: number) => json<Agent>(`${at(id)}/releases/${release}/draft`, { method: 'POST', body: body({ revision }) }),
  bundle: (id: string, of: string) => `/api${at(id)}/bundle?of=${of}`,
  take: (file: File) => json<Agent>('/agents/import', { method: 'POST', body: file }),

  triggers: () => json<AgentTrigger[]>('/agent-triggers'),
  createTrigger: (wanted: WantedAgentTrigger) => json<CreatedAgentTrigger>('/agent-triggers', { method: 'POST', body: body(wanted) }),
  changeTrigger: (id: string, wanted: WantedAgentTrigger) => json<AgentTrigger>(`/agent-triggers/${id}`, { method: 'PUT', body: body(wanted) }),
  deleteTrigger: (id: string) => request(`/api/agent-triggers/${id}`, { method: 'DELETE' }),
  times: (cron: string, zone: string) => json<{ next: string[] }>(`/agent-triggers/times?cron=${encodeURIComponent(cron)}&zone=${encodeURIComponent(zone)}`),
};

export const RELEASES = [...AGENTS, 'releases'] as const;
export const TRIGGERS = [...AGENTS, 'triggers'] as const;
