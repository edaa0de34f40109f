import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { json, request } from '../api/client';
import type { FoundPassage, PersonalSpace, SpaceDocument, SpaceFilter, SpaceUpload } from '../api/types';
import { filterQuery } from '../proof/material';
import { pagesKey } from '../proof/usePage';

const DOCUMENTS = ['space', 'documents'];

/** How often the list is asked for anew while something is being read. */
const LIVE_MS = 1_000;

export const isUnfinished = (document: Pick<SpaceDocument, 'state'>) => document.state === 'WAITING' || document.state === 'READING';

export const fileAddress = (id: string) => `/api/space/documents/${id}/file`;

/** Ids of those that a newer, readable file of the same name and folder stands in for. */
export function olderVersions(documents: Pick<SpaceDocument, 'id' | 'folder' | 'name' | 'version' | 'state'>[]): Set<string> {
  const newest = new Map<string, number>();
  // no name holds a line's end
  const series = ({ folder, name }: { folder: string; name: string }) => `${folder}\n${name}`;
  for (const document of documents) {
    if (document.state === 'INDEXED') newest.set(series(document), Math.max(document.version, newest.get(series(document)) ?? 0));
  }
  return new Set(documents.filter((document) => document.version < (newest.get(series(document)) ?? 0)).map(({ id }) => id));
}

/** One's own files, live while they are read, and what can be done to them. */
export function useSpace() {
  const client = useQueryClient();
  const space = useQuery({ queryKey: ['space', 'use'], queryFn: () => json<PersonalSpace>('/space') });
  // what waited for the part that reads pictures is taken up a moment after it is here
  const isLive = (document: SpaceDocument) => isUnfinished(document) || (space.data?.readsPictures === true && document.reason === 'NEEDS_OCR')
    || (space.data?.readsSound === true && document.reason === 'NEEDS_SPEECH')
    || (space.data?.tellsSpeakers === true && document.reason === 'NEEDS_SPEAKERS');
  const query = useQuery({
    queryKey: DOCUMENTS,
    queryFn: () => json<SpaceDocument[]>('/space/documents'),
    refetchInterval: (current) => (current.state.data?.some(isLive) ? LIVE_MS : false),
  });
  const refresh = () => client.invalidateQueries({ queryKey: ['space'] });
  const upload = async (file: File, folder: string) => {
    const made = await json<SpaceUpload>(`/space/documents?name=${encodeURIComponent(file.name)}&folder=${encodeURIComponent(folder)}`, { method: 'POST', body: file });
    await refresh();
    return made;
  };
  const retry = async (id: string) => {
    await request(`/api/space/documents/${id}/retry`, { method: 'POST' });
    await refresh();
  };
  const remove = async (id: string) => {
    await request(`/api/space/documents/${id}`, { method: 'DELETE' });
    client.removeQueries({ queryKey: pagesKey(id) });
    await refresh();
  };
  const rerank = async (wanted: boolean) => {
    await request('/api/space/rerank', { method: 'PUT', body: JSON.stringify({ wanted }) });
    await refresh();
  };
  // notes have a list of their own
  const documents = useMemo(() => query.data?.filter((document) => document.note === null), [query.data]);
  return { ...query, documents, space: space.data, upload, retry, remove, rerank };
}

/** What a question finds in one's own space, or in a collection; asks nothing while it is empty. */
export function useSpaceSearch(question: string, filter: SpaceFilter, collection?: string) {
  const narrowed = filterQuery(filter) + (collection === undefined ? '' : `&collection=${collection}`);
  return useQuery({
    queryKey: ['space', 'search', question, narrowed],
    queryFn: () => json<FoundPassage[]>(`/space/search?q=${encodeURIComponent(question)}${narrowed}`),
    enabled: question !== '',
  });
}
