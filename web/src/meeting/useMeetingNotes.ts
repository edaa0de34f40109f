import { useQuery, useQueryClient } from '@tanstack/react-query';
import { json } from '../api/client';
import type { MeetingNotes } from '../api/types';

/** How often is asked while they are made. */
const LIVE_MS = 2_000;

export const isUnfinished = ({ state }: MeetingNotes) => state === 'WAITING' || state === 'MAKING';

/** How far the notes of a recording are, and what can be done about it. */
export function useMeetingNotes(id: string) {
  const client = useQueryClient();
  const path = `/space/documents/${encodeURIComponent(id)}/meeting-notes`;
  const key = ['space', 'meeting-notes', id];
  const { data } = useQuery({
    queryKey: key, queryFn: () => json<MeetingNotes>(path),
    refetchInterval: (current) => (current.state.data && isUnfinished(current.state.data) ? LIVE_MS : false),
  });
  const make = async () => {
    client.setQueryData(key, await json<MeetingNotes>(path, { method: 'POST' }));
  };
  return { notes: data, make };
}
