import { useQuery, useQueryClient } from '@tanstack/react-query';
import { body, json, request } from '../api/client';
import type { GrantedRole, ModelRule } from '../api/types';

export interface Chosen {
  roles: GrantedRole[];
  people: string[];
  groups: string[];
}

/** What can be kept for some. */
export type Kept = 'MODEL' | 'ASSISTANT' | 'CONNECTOR';

const at = (kind: Kept, resource: string) => `/api/grants?kind=${kind}&resource=${encodeURIComponent(resource)}`;

/** For whom each thing of a kind is, and the ways to change that. */
export function useGrants(kind: Kept) {
  const client = useQueryClient();
  const query = useQuery({ queryKey: ['grants', kind], queryFn: () => json<ModelRule[]>(`/grants?kind=${kind}`) });
  const then = async (action: Promise<unknown>) => {
    await action;
    await client.invalidateQueries({ queryKey: ['grants'] });
  };
  return {
    ...query,
    rules: query.data,
    keep: (resource: string, chosen: Chosen) => then(request(at(kind, resource), { method: 'PUT', body: body(chosen) })),
    open: (resource: string) => then(request(at(kind, resource), { method: 'DELETE' })),
  };
}

/** The names that a directory or a provider has given. */
export const useGroupNames = (enabled = true) => useQuery({ queryKey: ['grants', 'groups'], queryFn: () => json<string[]>('/grants/groups'), enabled });
