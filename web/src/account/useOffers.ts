import { useQuery, useQueryClient } from '@tanstack/react-query';
import { json, request } from '../api/client';
import type { Offer } from '../api/types';
import { useSession } from './useSession';

const FRESH_MILLIS = 60_000;

/** Into which organisations one is asked. */
export function useOffers() {
  const client = useQueryClient();
  const { signInNeeded, refresh } = useSession();
  const query = useQuery({ queryKey: ['offers'], queryFn: () => json<Offer[]>('/account/invitations'), enabled: signInNeeded, staleTime: FRESH_MILLIS });
  const forget = () => client.invalidateQueries({ queryKey: ['offers'] });
  return {
    offers: query.data ?? [],
    forget,
    accept: async (id: string) => {
      await request(`/api/account/invitations/${id}/acceptance`, { method: 'POST' });
      await Promise.all([forget(), refresh()]);
    },
    decline: async (id: string) => {
      await request(`/api/account/invitations/${id}`, { method: 'DELETE' });
      await forget();
    },
  };
}
