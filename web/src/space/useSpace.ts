import { useQuery, useQueryClient } from '@tanstack/react-query';
import { json, request } from '../api/client';
import type { FoundPassage, PersonalSpace, SpaceDocument, SpaceUpload } from '../api/types';

const DOCUMENTS = ['space', 'documents'];

/** How often the list is asked for anew while something is being read. */
const LIVE_MS = 1_000;

export const isUnfinished = (document: Pick<SpaceDocument, 'state'>) => document.state === 'WAITING' || document.state === 'READING';

export const fileAddress = (id: string) => `/api/space/documents/${id}/file`;

/** Ids of those that a newer, readable file of the same name stands in for. */
export function olderVersions(documents: Pick<SpaceDocument, 'id' | 'name' | 'version' | 'state'>[]): Set<string> {
  const newest = new Map<string, number>();
  for (const { name, version, state } of documents) {
    if (state === 'INDEXED') newest.set(name, Math.max(version, newest.get(name) ?? 0));
  }
  return new Set(documents.filter(({ name, version }) => version < (newest.get(name) ?? 0)).map(({ id }) => id));
}

/** One's own files, live while they are read, and what can be done to them. */
export function useSpace() {
  const client = useQueryClient();
  const space = useQuery({ queryKey: ['space', 'use'], queryFn: () => json<PersonalSpace>('/space') });
  // what waited for the part that reads pictures is taken up a moment after it is here
  const isLive = (document: SpaceDocument) => isUnfinished(document) || (space.data?.readsPictures === true && document.reason === 'NEEDS_OCR');
  const query = useQuery({
    queryKey: DOCUMENTS,
    queryFn: () => json<SpaceDocument[]>('/space/documents'),
    refetchInterval: (current) => (current.state.data?.some(isLive) ? LIVE_MS : false),
  });
  const refresh = () => client.invalidateQueries({ queryKey: ['space'] });
  const upload = async (file: File) => {
    const made = await json<SpaceUpload>(`/space/documents?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file });
    await refresh();
    return made;
  };
  const retry = async (id: string) => {
    await request(`/api/space/documents/${id}/retry`, { method: 'POST' });
    await refresh();
  };
  const remove = async (id: string) => {
    await request(`/api/space/documents/${id}`, { method: 'DELETE' });
    await refresh();
  };
  return { ...query, documents: query.data, space: space.data, upload, retry, remove };
}

/** What a question finds; asks nothing while it is empty. */
export function useSpaceSearch(question: string) {
  return useQuery({
    queryKey: ['space', 'search', question],
    queryFn: () => json<FoundPassage[]>(`/space/search?q=${encodeURIComponent(question)}`),
    enabled: question !== '',
  });
}
