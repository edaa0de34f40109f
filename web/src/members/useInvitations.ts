import { useQuery, useQueryClient } from '@tanstack/react-query';
import { body, json, request } from '../api/client';
import type { Invitation, Role } from '../api/types';
import { useSession } from '../account/useSession';

export interface WantedInvitation {
  name: string;
  role: Role;
}

/** Whom the organisation asks in, for who manages its members. */
export function useInvitations() {
  const client = useQueryClient();
  const { may } = useSession();
  const query = useQuery({ queryKey: ['invitations'], queryFn: () => json<Invitation[]>('/invitations'), enabled: may('MANAGE_MEMBERS') });
  const refresh = () => client.invalidateQueries({ queryKey: ['invitations'] });
  const invite = async (wanted: WantedInvitation) => {
    const invitation = await json<Invitation>('/invitations', { method: 'POST', body: body(wanted) });
    await refresh();
    return invitation;
  };
  const withdraw = async (id: string) => {
    await request(`/api/invitations/${id}`, { method: 'DELETE' });
    await refresh();
  };
  return { ...query, invitations: query.data, invite, withdraw };
}
