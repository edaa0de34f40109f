import { SseParser, type ServerEvent } from './sse';
import type { Conversation, Model, Problem } from './types';

/** The server said no; the message is the server's own. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export async function request(path: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      ...init,
      headers: init?.body ? { 'Content-Type': 'application/json' } : {},
    });
  } catch (e) {
    if (e instanceof DOMException && e.name === 'AbortError') throw e;
    throw new ApiError(0, '');
  }
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new ApiError(response.status, problem.detail ?? response.statusText);
  }
  return response;
}

export const json = async <T>(path: string, init?: RequestInit) => (await (await request(path, init)).json()) as T;
const body = (value: unknown) => JSON.stringify(value);

export const api = {
  conversations: (words: string) => json<Conversation[]>(`/conversations?q=${encodeURIComponent(words)}`),
  conversation: (id: string) => json<Conversation>(`/conversations/${id}`),
  create: (model: string) => json<Conversation>('/conversations', { method: 'POST', body: body({ model }) }),
  change: (id: string, change: { title?: string; model?: string }) =>
    json<Conversation>(`/conversations/${id}`, { method: 'PATCH', body: body(change) }),
  remove: (id: string) => request(`/conversations/${id}`, { method: 'DELETE' }),
  stop: (id: string) => request(`/conversations/${id}/stop`, { method: 'POST' }),
  models: () => json<Model[]>('/models'),
  pull: (name: string) => json<Model>(`/models/${encodeURIComponent(name)}/pull`, { method: 'POST' }),
  say: (id: string, turn: { parentId: string | null; content: string; model?: string }, signal: AbortSignal) =>
    events(`/conversations/${id}/messages`, turn, signal),
  regenerate: (id: string, message: string, signal: AbortSignal) =>
    events(`/conversations/${id}/messages/${message}/regenerate`, {}, signal),
};

async function* events(path: string, content: unknown, signal: AbortSignal): AsyncGenerator<ServerEvent> {
  const response = await request(path, { method: 'POST', body: body(content), signal });
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const parser = new SseParser();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield* parser.push(value);
  }
}

export const asProblem = (data: string) => JSON.parse(data) as Problem;
