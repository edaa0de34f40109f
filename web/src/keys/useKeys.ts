import { useQuery, useQueryClient } from '@tanstack/react-query';
import { body, json, request } from '../api/client';
import type { ApiKey, Permission } from '../api/types';

/** How much a key may ask in a minute; null for any number. */
export interface Limits {
  requestsPerMinute: number | null;
  tokensPerMinute: number | null;
}

/** What can be changed of a key. */
export interface KeyTerms extends Limits {
  name: string;
  expiresAt: string | null;
}

export interface NewKey extends KeyTerms {
  scopes: Permission[];
  models: string[];
  routes: string[];
}

/** A new key, and its only copy. */
export interface CreatedKey {
  key: ApiKey;
  secret: string;
}

/** What keys may have as scopes. */
export const SCOPES = ['USE_MODELS', 'SEE_MODELS', 'CHAT', 'OWN_SPACE', 'SEARCH_WEB', 'RUN_AGENTS', 'DECIDE_RUNS', 'SEE_USAGE', 'SEE_ALL_USAGE', 'SEE_BUDGETS', 'SEE_METRICS', 'PROVISION'] as const satisfies readonly Permission[];
export const USUAL: readonly Permission[] = ['USE_MODELS', 'SEE_MODELS'];

/** What most programs are bound to, by the names that the server gives its routes. */
export const ROUTES = ['POST /v1/chat/completions', 'POST /v1/responses', 'POST /v1/completions', 'POST /v1/embeddings', 'POST /v1/rerank', 'GET /v1/models'];

export type KeyState = 'works' | 'ended' | 'revoked';

export function stateOf(key: Pick<ApiKey, 'revokedAt' | 'expiresAt'>, now = Date.now()): KeyState {
  if (key.revokedAt !== null) return 'revoked';
  return key.expiresAt !== null && Date.parse(key.expiresAt) <= now ? 'ended' : 'works';
}

/** What each scope opens, to be asked without a body. */
const OPENS: Partial<Record<string, string>> = {
  SEE_MODELS: '/api/models', CHAT: '/api/conversations', OWN_SPACE: '/api/space/documents', SEARCH_WEB: '/api/web/search?q=liaoyuan', RUN_AGENTS: '/api/released-agents', DECIDE_RUNS: '/api/agent-approvals', SEE_USAGE: '/api/ledger/sums', SEE_ALL_USAGE: '/api/ledger/sums', SEE_BUDGETS: '/api/budgets', SEE_METRICS: '/actuator/prometheus', PROVISION: '/scim/v2/Users',
};

/** A request that this key can make, for a shell. */
export function example(origin: string, { key, secret }: CreatedKey): string {
  const head = `-H "Authorization: Bearer ${secret}"`;
  if (!key.scopes.includes('USE_MODELS')) return `curl ${head} ${origin}${OPENS[key.scopes[0] ?? ''] ?? '/api/models'}`;
  const turn = JSON.stringify({ model: key.models[0] ?? 'default', messages: [{ role: 'user', content: '你好' }] });
  // a quote in a model's name would end the shell's
  return [`curl ${origin}/v1/chat/completions \\`, `  ${head} \\`, '  -H "Content-Type: application/json" \\', `  -d '${turn.replaceAll("'", "'\\''")}'`].join('\n');
}

/** One's API keys, or the organisation's for who manages them. */
export function useKeys() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: ['keys'], queryFn: () => json<ApiKey[]>('/keys') });
  const refresh = () => client.invalidateQueries({ queryKey: ['keys'] });
  const create = async (key: NewKey) => {
    const created = await json<CreatedKey>('/keys', { method: 'POST', body: body(key) });
    await refresh();
    return created;
  };
  const change = async (id: string, terms: KeyTerms) => {
    await json<ApiKey>(`/keys/${id}`, { method: 'PUT', body: body(terms) });
    await refresh();
  };
  const revoke = async (id: string) => {
    await request(`/api/keys/${id}`, { method: 'DELETE' });
    await refresh();
  };
  return { ...query, keys: query.data, create, change, revoke };
}
