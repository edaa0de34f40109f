import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Measurement } from '../api/types';

const WHILE_RUNNING_MILLIS = 1_000;
const ELSE_MILLIS = 15_000;

/** The profiles and the run that measures them; looked at every second while one is under way. */
export function useProfiles() {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: ['profiles'],
    queryFn: api.profiles,
    // a run may be started from the terminal too
    refetchInterval: (q) => (q.state.data?.run?.state === 'RUNNING' ? WHILE_RUNNING_MILLIS : ELSE_MILLIS),
  });
  const refresh = () => client.invalidateQueries({ queryKey: ['profiles'] });
  const measure = async (wanted: Measurement) => {
    await api.measure(wanted);
    await refresh();
  };
  const stop = async () => {
    await api.stopMeasuring();
    await refresh();
  };
  return { profiles: query.data, isError: query.isError, retry: query.refetch, measure, stop };
}
