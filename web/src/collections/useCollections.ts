import { useQuery, useQueryClient } from '@tanstack/react-query';
import { body, json, request } from '../api/client';
import type { CollectionGrant, SpaceCollection, SpaceDocument, SpaceUpload } from '../api/types';
import { useSession } from '../account/useSession';
import { isUnfinished } from '../space/useSpace';

/** How often the list is asked for anew while something is being read. */
const LIVE_MS = 1_000;

export const mayEdit = ({ right }: Pick<SpaceCollection, 'right'>) => right !== 'READ';

const KEY = ['space', 'collections'];
const at = (id: string) => `/api/space/collections/${encodeURIComponent(id)}`;

/** What a collection is called. */
export interface Called {
  name: string;
  purpose?: string;
}

/** Whatever of collections or of one's own files may be another now. */
function useRefresh() {
  const client = useQueryClient();
  return async <T,>(action: Promise<T>) => {
    const result = await action;
    await Promise.all([client.invalidateQueries({ queryKey: ['space'] }), client.invalidateQueries({ queryKey: ['sources'] })]);
    return result;
  };
}

/** The collections that this person may read, and the ways to change them. */
export function useCollections() {
  const then = useRefresh();
  const client = useQueryClient();
  const { may } = useSession();
  const query = useQuery({ queryKey: KEY, queryFn: () => json<SpaceCollection[]>('/space/collections'), enabled: may('OWN_SPACE') });
  return {
    ...query,
    collections: query.data,
    make: (called: Called) => then(json<SpaceCollection>('/space/collections', { method: 'POST', body: body(called) })),
    change: (id: string, called: Called) => then(request(at(id), { method: 'PUT', body: body(called) })),
    /** What is shown of it is left before anything is asked anew. */
    remove: async (id: string, leave: () => void) => {
      await request(at(id), { method: 'DELETE' });
      leave();
      client.removeQueries({ queryKey: [...KEY, id] });
      await then(Promise.resolve());
    },
    put: (id: string, document: string, move: boolean) => then(request(`${at(id)}/copies`, { method: 'POST', body: body({ document, move }) })),
  };
}

/** What is in one, live while it is read. */
export function useCollectionDocuments(id: string) {
  const then = useRefresh();
  const query = useQuery({
    queryKey: [...KEY, id, 'documents'],
    queryFn: () => json<SpaceDocument[]>(`/space/collections/${encodeURIComponent(id)}/documents`),
    refetchInterval: (current) => (current.state.data?.some(isUnfinished) ? LIVE_MS : false),
  });
  return {
    ...query,
    documents: query.data,
    upload: (file: File, folder: string) =>
      then(json<SpaceUpload>(`/space/collections/${encodeURIComponent(id)}/documents?name=${encodeURIComponent(file.name)}&folder=${encodeURIComponent(folder)}`, { method: 'POST', body: file })),
    retry: async (document: string) => void (await then(request(`/api/space/documents/${document}/retry`, { method: 'POST' }))),
    remove: async (document: string) => void (await then(request(`/api/space/documents/${document}`, { method: 'DELETE' }))),
  };
}

/** To whom one is open, for those who manage it. */
export function useCollectionGrants(id: string) {
  const then = useRefresh();
  const query = useQuery({ queryKey: [...KEY, id, 'grants'], queryFn: () => json<CollectionGrant[]>(`/space/collections/${encodeURIComponent(id)}/grants`) });
  return {
    ...query,
    grants: query.data,
    grant: ({ kind, name, right }: Pick<CollectionGrant, 'kind' | 'name' | 'right'>) => then(request(`${at(id)}/grants`, { method: 'PUT', body: body({ kind, name, right }) })),
    withdraw: ({ kind, name }: Pick<CollectionGrant, 'kind' | 'name'>) => then(request(`${at(id)}/grants?kind=${kind}&name=${encodeURIComponent(name)}`, { method: 'DELETE' })),
  };
}
