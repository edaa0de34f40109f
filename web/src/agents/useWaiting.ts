import { useQuery } from '@tanstack/react-query';
import { useSession } from '../account/useSession';
import { agentsApi, OUTCOMES, WAITING } from './api';

const LOOK_MILLIS = 30_000;

/** Questions of runs that wait for who looks; looked for again every half a minute while the page is seen. */
export function useWaiting() {
  const { may } = useSession();
  const { data, refetch } = useQuery({ queryKey: WAITING, queryFn: agentsApi.waiting, enabled: may('RUN_AGENTS'), refetchInterval: LOOK_MILLIS });
  const calls = useQuery({ queryKey: OUTCOMES, queryFn: agentsApi.outcomes, enabled: may('RUN_AGENTS'), refetchInterval: LOOK_MILLIS });
  const waiting = data ?? [];
  const outcomes = calls.data ?? [];
  return { waiting, outcomes, count: waiting.length + outcomes.length, refetch: () => Promise.all([refetch(), calls.refetch()]) };
}
