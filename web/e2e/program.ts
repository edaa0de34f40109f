import { expect, inject } from 'vitest';

/** By the API, as a program would. */
export async function send<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(inject('address') + path, { method, headers: { 'Content-Type': 'application/json' }, ...(body && { body: JSON.stringify(body) }) });
  expect(response.status, await response.clone().text()).toBeLessThan(300);
  return (await response.json()) as T;
}

export const post = <T>(path: string, body: object = {}) => send<T>('POST', path, body);

/** Ids of an agent that has a draft, of one that is released, and of a run of that. */
export const drafted = async (draft: object) => (await post<{ id: string }>('/api/agents', { draft })).id;
export async function released(draft: object): Promise<string> {
  const id = await drafted(draft);
  await post(`/api/agents/${id}/releases`);
  return id;
}
export const started = async (agent: string, input: object) => (await post<{ id: string }>('/api/agent-runs', { agent, input })).id;
