import { useQuery, useQueryClient } from '@tanstack/react-query';
import { json } from '../api/client';
import type { SpaceSpeaker } from '../api/types';

/** Who speaks in a recording, and what they are called. */
export function useSpeakers(id: string) {
  const client = useQueryClient();
  const path = `/space/documents/${encodeURIComponent(id)}/speakers`;
  const key = ['space', 'speakers', id];
  const { data } = useQuery({ queryKey: key, queryFn: () => json<SpaceSpeaker[]>(path) });
  /** An empty name is the one that they had at first. */
  const rename = async (number: number, name: string) => {
    client.setQueryData(key, await json<SpaceSpeaker[]>(`${path}/${number}`, { method: 'PUT', body: JSON.stringify({ name }) }));
    // names stand in the text
    await client.invalidateQueries({ queryKey: ['space', 'passages', id] });
  };
  return { speakers: data, rename };
}
