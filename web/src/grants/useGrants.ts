import { useQuery, useQueryClient } from '@tanstack/react-query';
import { body, json, request } from '../api/client';
import type { GrantedRole, ModelRule } from '../api/types';

export interface Chosen {
  roles: GrantedRole[];
  people: string[];
  groups: string[];
}

const at = (resource: string) => `/api/grants?kind=MODEL&resource=${encodeURIComponent(resource)}`;

/** For whom each model is, and the ways to change that. */
export function useGrants() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: ['grants'], queryFn: () => json<ModelRule[]>('/grants?kind=MODEL') });
  const then = async (action: Promise<unknown>) => {
    await action;
    await client.invalidateQueries({ queryKey: ['grants'] });
  };
  return {
    ...query,
    rules: query.data,
    keep: (resource: string, chosen: Chosen) => then(request(at(resource), { method: 'PUT', body: body(chosen) })),
    open: (resource: string) => then(request(at(resource), { method: 'DELETE' })),
  };
}

/** The names that a directory or a provider has given. */
export const useGroupNames = () => useQuery({ queryKey: ['grants', 'groups'], queryFn: () => json<string[]>('/grants/groups') });
