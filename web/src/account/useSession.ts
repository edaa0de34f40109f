import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { forgetDrafts } from '../chat/useDraft';
import type { Permission, Profile, Session } from '../api/types';
import { forgetKept } from '../pwa/register';
import { accountApi } from './api';

export const SESSION = ['session'] as const;

/** A session of somebody. */
export type Known = Session & { person: Profile };

export const SessionContext = createContext<Known | undefined>(undefined);

/** Forgets all that was shown to one person. */
const forget = (client: QueryClient) => client.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION[0] });

/** From now on it is this one who sits here. */
export function enter(client: QueryClient, session: Session) {
  forget(client);
  client.setQueryData(SESSION, session);
  // asked once more, the worker learns whose answers it keeps from now on
  void forgetKept().then(() => client.invalidateQueries({ queryKey: SESSION }));
}

/** Who sits here and what they may; only inside {@link SessionGate}. */
export function useSession() {
  const client = useQueryClient();
  const session = useContext(SessionContext);
  if (!session) throw new Error('there is no session here: the component stands outside of SessionGate');
  const refresh = () => client.refetchQueries({ queryKey: SESSION });
  return {
    ...session,
    may: (permission: Permission) => session.permissions.includes(permission),
    refresh,
    signOut: async () => {
      await accountApi.signOut();
      forgetDrafts();
      await forgetKept();
      await refresh();
      forget(client);
    },
    actFor: async (organisation: string) => {
      await accountApi.actFor(organisation);
      enter(client, await accountApi.session());
    },
  };
}
