import { body, events, json, request } from '../api/client';
import type { Said } from './QuestionForm';
import type { Agent, AgentApproval, AgentFile, AgentOutcome, AgentRun, AgentSecret, AgentStep, LibraryAgent, OutcomeAnswer, ReleasedAgent, WaitingApproval, WaitingOutcome, WholeRun } from '../api/types';

const draftAt = (id: string) => `/agents/${id}`;
const runAt = (id: string) => `/agent-runs/${id}`;
const questionAt = (id: string, position: string, answers = false) => `${runAt(id)}/${answers ? 'answers' : 'approvals'}/${encodeURIComponent(position)}`;

/** Which release another run is of. */
export type Which = 'SAME' | 'NEWEST';

/** Where another run begins, and what is put otherwise there. */
export interface Fork {
  at: string;
  input?: object;
  output?: object;
  release: Which;
}

/** What a run tells of itself as it comes. */
export type RunEvent = { name: 'step'; data: AgentStep } | { name: 'approval'; data: AgentApproval } | { name: 'outcome'; data: AgentOutcome } | { name: 'run'; data: AgentRun };

export const agentsApi = {
  drafts: () => json<Agent[]>('/agents'),
  draft: (id: string) => json<Agent>(draftAt(id)),
  /** The same agent with the graph that is planned for its goal. */
  plan: (draft: object) => json<{ draft: Record<string, unknown> }>('/agent-plans', { method: 'POST', body: body({ draft }) }).then(({ draft: planned }) => planned),
  create: (draft: object) => json<Agent>('/agents', { method: 'POST', body: body({ draft }) }),
  library: (language: string) => json<LibraryAgent[]>(`/agent-library?language=${language}`),
  take: (name: string, language: string, values: Record<string, string>) => json<Agent>('/agents', { method: 'POST', body: body({ library: { name, language, values } }) }),
  /** Also while the page is being left. */
  change: (id: string, revision: number, draft: object, leaving: boolean) => {
    const sent = body({ revision, draft });
    return json<Agent>(draftAt(id), { method: 'PUT', body: sent, keepalive: leaving && sent.length < 20_000 });
  },
  copy: (id: string, name: string) => json<Agent>(`${draftAt(id)}/copies`, { method: 'POST', body: body({ name }) }),
  remove: (id: string) => request(`/api${draftAt(id)}`, { method: 'DELETE' }),
  release: (id: string) => json<Agent>(`${draftAt(id)}/releases`, { method: 'POST' }),
  released: () => json<ReleasedAgent[]>('/released-agents'),

  runs: () => json<AgentRun[]>('/agent-runs'),
  run: (id: string) => json<WholeRun>(runAt(id)),
  start: (agent: string, input: object) => json<AgentRun>('/agent-runs', { method: 'POST', body: body({ agent, input }) }),
  cancel: (id: string) => json<WholeRun>(`${runAt(id)}/cancellation`, { method: 'POST' }),
  /** The run as it stands then; nothing to who sees the question alone. */
  say: async (id: string, position: string, said: Said): Promise<WholeRun | undefined> => {
    const now = await (await request(`/api${questionAt(id, position, !('approved' in said))}`, { method: 'POST', body: body(said) })).text();
    return now === '' ? undefined : (JSON.parse(now) as WholeRun);
  },
  handOn: (id: string, position: string, to: string) => request(`/api${questionAt(id, position)}/delegation`, { method: 'POST', body: body({ to }) }),
  pause: (id: string) => json<WholeRun>(`${runAt(id)}/pause`, { method: 'POST' }),
  resume: (id: string) => json<WholeRun>(`${runAt(id)}/resumption`, { method: 'POST' }),
  retry: (id: string) => json<WholeRun>(`${runAt(id)}/retries`, { method: 'POST', body: body({}) }),
  fork: (id: string, wanted: Fork) => json<AgentRun>(`${runAt(id)}/forks`, { method: 'POST', body: body(wanted) }),
  replay: (id: string, answers: 'TOOLS' | 'MODELS', release: Which) => json<AgentRun>(`${runAt(id)}/replays`, { method: 'POST', body: body({ answers, release }) }),
  follow: (id: string, signal: AbortSignal) => events<RunEvent>(`/api${runAt(id)}/events`, signal),
  /** The nodes and ways that a run walks, without their texts. */
  drawing: (id: string) => json<{ nodes: Record<string, unknown>[] }>(`${runAt(id)}/drawing`),
  waiting: () => json<WaitingApproval[]>('/agent-approvals'),
  outcomes: () => json<WaitingOutcome[]>('/agent-outcomes'),
  answerOutcome: (id: string, position: string, answer: OutcomeAnswer, output?: object) =>
    json<WholeRun>(`${runAt(id)}/outcomes/${encodeURIComponent(position)}`, { method: 'POST', body: body({ answer, ...(output && { output }) }) }),
  files: (id: string) => json<AgentFile[]>(`${runAt(id)}/files`),
  secrets: () => json<AgentSecret[]>('/agent-secrets'),
  setSecret: (name: string, secret: string, hosts: string[]) => json<AgentSecret[]>(`/agent-secrets/${encodeURIComponent(name)}`, { method: 'PUT', body: body({ secret, hosts }) }),
  deleteSecret: (name: string) => json<void>(`/agent-secrets/${encodeURIComponent(name)}`, { method: 'DELETE' }),
};

export const AGENTS = ['agents'] as const;
export const RELEASED = [...AGENTS, 'released'] as const;
export const LIBRARY = [...AGENTS, 'library'] as const;
export const DRAFTS = [...AGENTS, 'drafts'] as const;
export const RUNS = [...AGENTS, 'runs'] as const;
export const WAITING = [...AGENTS, 'waiting'] as const;
export const OUTCOMES = [...AGENTS, 'outcomes'] as const;
export const SECRETS = [...AGENTS, 'secrets'] as const;
