import { access, isChange, meansRefused } from './access';
import type { components, paths } from './schema';
import { SseParser } from './sse';
import type { AnswerEvents, Measurement, ProbeRun, Profiles, SourceKind } from './types';

/** The server said no; the message is the server's own. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** Seconds after which the server would hear this again; 0 where it did not say. */
    readonly retryAfter = 0,
  ) {
    super(message);
  }
}

export async function request(path: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      ...init,
      headers: {
        // a form's type is the browser's to say: it knows what stands between the parts
        ...(init?.body && !(init.body instanceof FormData) && { 'Content-Type': init.body instanceof Blob ? 'application/octet-stream' : 'application/json' }),
        ...(isChange(init?.method) && access.csrfToken && { 'X-CSRF-Token': access.csrfToken }),
      },
    });
  } catch (e) {
    if (e instanceof DOMException && e.name === 'AbortError') throw e;
    throw new ApiError(0, '');
  }
  if (!response.ok) {
    // OpenAI's interface says it in its own way
    const problem = (await response.json().catch(() => ({}))) as Partial<components['schemas']['Problem']> & { error?: { message?: string } };
    if (meansRefused(path, init?.method, response.status)) access.refused();
    throw new ApiError(response.status, problem.detail ?? problem.error?.message ?? response.statusText, Number(response.headers.get('Retry-After')) || 0);
  }
  return response;
}

/** A route of the contract that has this method. */
type Route<M extends string> = { [P in keyof paths]: paths[P] extends Record<M, { responses: object }> ? P : never }[keyof paths];
type Operation<P extends keyof paths, M extends string> = paths[P] extends Record<M, infer O> ? O : never;
type Json<T> = T extends { content: { 'application/json': infer J } } ? J : undefined;
type Body<P extends keyof paths, M extends string> = Operation<P, M> extends { requestBody?: infer B } ? Json<NonNullable<B>> : undefined;
type Reply<P extends keyof paths, M extends string> = Operation<P, M> extends { responses: infer R } ? Json<R[keyof R & (200 | 201 | 202)]> : undefined;
type Names<P extends string> = P extends `${string}{${infer N}}${infer Rest}` ? N | Names<Rest> : never;
type Parts<P extends string> = Record<Names<P>, string>;

const fill = <P extends string>(route: P, parts: Parts<P>) =>
  route.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent((parts as Record<string, string>)[name] ?? ''));

async function call<M extends 'get' | 'post' | 'patch' | 'delete', P extends Route<M>>(
  method: M, route: P, parts: Parts<P>, body?: Body<P, M>, query = '',
): Promise<Reply<P, M>> {
  const response = await request(fill(route, parts) + query, { method: method.toUpperCase(), ...(body !== undefined && { body: JSON.stringify(body) }) });
  return (response.status === 204 ? undefined : await response.json()) as Reply<P, M>;
}
export const json = async <T>(path: string, init?: RequestInit) => (await (await request(`/api${path}`, init)).json()) as T;
export const body = (value: unknown) => JSON.stringify(value);

export const api = {
  conversations: (words: string) => call('get', '/api/conversations', {}, undefined, `?q=${encodeURIComponent(words)}`),
  conversation: (id: string) => call('get', '/api/conversations/{id}', { id }),
  create: (wanted: Body<'/api/conversations', 'post'>) => call('post', '/api/conversations', {}, wanted),
  change: (id: string, change: Body<'/api/conversations/{id}', 'patch'>) => call('patch', '/api/conversations/{id}', { id }, change),
  remove: (id: string) => call('delete', '/api/conversations/{id}', { id }),
  stop: (conversation: string) => call('post', '/api/conversations/{conversation}/stop', { conversation }),
  models: () => call('get', '/api/models', {}),
  pull: (name: string) => call('post', '/api/models/{name}/pull', { name }),
  say: (conversation: string, turn: Body<'/api/conversations/{conversation}/messages', 'post'>, signal: AbortSignal) =>
    events<AnswerEvent>(fill('/api/conversations/{conversation}/messages' satisfies Route<'post'>, { conversation }), signal, turn),
  regenerate: (conversation: string, message: string, sources: SourceKind[] | undefined, signal: AbortSignal) =>
    events<AnswerEvent>(fill('/api/conversations/{conversation}/messages/{message}/regenerate' satisfies Route<'post'>, { conversation, message }), signal, sources ? { sources } : {}),
  profiles: () => json<Profiles>('/profiles'),
  measure: (wanted: Measurement) => json<ProbeRun>('/profiles/runs', { method: 'POST', body: body(wanted) }),
  stopMeasuring: () => request('/api/profiles/runs/current', { method: 'DELETE' }),
  /** The answer being made, from its start; nothing where there is none. */
  listen: (conversation: string, signal: AbortSignal) =>
    events<AnswerEvent>(fill('/api/conversations/{conversation}/answer' satisfies Route<'get'>, { conversation }), signal),
};

/** One event of an answer: its name, and data of the type that the contract gives that name. */
export type AnswerEvent = { [N in keyof AnswerEvents]: { name: N; data: AnswerEvents[N] } }[keyof AnswerEvents];

/** The events of a stream, to its end. Posts where there is a body, else gets. */
export async function* events<E extends { name: string; data: unknown }>(path: string, signal: AbortSignal, body?: object): AsyncGenerator<E> {
  const response = await request(path, { signal, ...(body && { method: 'POST', body: JSON.stringify(body) }) });
  if (!response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const parser = new SseParser();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield* parser.push(value).map(({ name, data }) => ({ name, data: JSON.parse(data) }) as E);
  }
}
