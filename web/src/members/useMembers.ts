import { useQuery, useQueryClient } from '@tanstack/react-query';
import { body, json, request } from '../api/client';
import type { Member, OneTimeLink, Role } from '../api/types';
import { useSession } from '../account/useSession';

export interface NewMember {
  name: string;
  displayName?: string;
  email?: string;
  role: Role;
}

export const ROLES: readonly Role[] = ['OWNER', 'ADMIN', 'BUILDER', 'MEMBER', 'GUEST'];

export const NAME = /^[\p{L}\p{N}._@+#'-]{1,100}$/u;

/** Nobody gives, changes or takes a role above their own. */
export const reaches = (own: Role | undefined, other: Role) => own !== undefined && ROLES.indexOf(own) <= ROLES.indexOf(other);

const at = (id: string) => `/api/members/${encodeURIComponent(id)}`;

/** Who belongs to the organisation, as far as this person may see it, and the ways to change that. */
export function useMembers() {
  const client = useQueryClient();
  const { may } = useSession();
  const query = useQuery({ queryKey: ['members'], queryFn: () => json<Member[]>('/members'), enabled: may('SEE_MEMBERS') });
  const refresh = () => client.invalidateQueries({ queryKey: ['members'] });
  const then = async <T,>(action: Promise<T>) => {
    const result = await action;
    await refresh();
    return result;
  };
  const named = (id: string) => query.data?.find((m) => m.id === id);
  return {
    ...query,
    members: query.data,
    /** What somebody is called; the beginning of their id where they are no member. */
    nameOf: (id: string) => named(id)?.displayName || named(id)?.name || (id.length > 12 ? `${id.slice(0, 8)}…` : id),
    add: (member: NewMember) => then(json<OneTimeLink>('/members', { method: 'POST', body: body(member) })),
    change: (id: string, role: Role) => then(request(at(id), { method: 'PATCH', body: body({ role }) })),
    remove: (id: string) => then(request(at(id), { method: 'DELETE' })),
    /** Whether their account is gone; not where they belong to another organisation as well. */
    removeAccount: async (id: string) => (await then(json<{ accountDeleted: boolean }>(`/members/${encodeURIComponent(id)}/account`, { method: 'DELETE' }))).accountDeleted,
    removeFactors: (id: string) => then(request(`${at(id)}/factors`, { method: 'DELETE' })),
    renew: (id: string) => json<OneTimeLink>(`/members/${encodeURIComponent(id)}/link`, { method: 'POST' }),
  };
}

/** The address that sets a password; the name is for the page and for password managers. */
export const linkAddress = (origin: string, name: string, token: string) => `${origin}/welcome?name=${encodeURIComponent(name)}#${token}`;
