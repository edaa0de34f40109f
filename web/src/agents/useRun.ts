import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { WholeRun } from '../api/types';
import { agentsApi, RUNS, WAITING } from './api';
import { follow, isEnd } from './follow';

const wait = (millis: number) => new Promise<void>((done) => setTimeout(done, millis));

/** A run as it stands, and on and on until it ends. */
export function useRun(id: string) {
  const client = useQueryClient();
  const key = [...RUNS, id];
  const { data, error, isLoading, refetch } = useQuery({ queryKey: key, queryFn: () => agentsApi.run(id), refetchOnWindowFocus: false, staleTime: Infinity, gcTime: 0 });
  const [round, setRound] = useState(0);
  const state = data?.run.state;
  const goesOn = state !== undefined && !isEnd(state);

  const put = useCallback((whole: WholeRun) => client.setQueryData([...RUNS, id], whole), [client, id]);

  useEffect(() => {
    if (!goesOn) return;
    const controller = new AbortController();
    const source = { stream: (signal: AbortSignal) => agentsApi.follow(id, signal), whole: () => agentsApi.run(id), wait };
    void follow(source, client.getQueryData<WholeRun>([...RUNS, id])!, put, controller.signal);
    return () => controller.abort();
  }, [client, goesOn, id, put, round]);

  useEffect(() => {
    // the lists, and how many questions wait, are others' to show
    if (state) void client.invalidateQueries({ queryKey: RUNS, exact: true }).then(() => client.invalidateQueries({ queryKey: WAITING }));
  }, [client, state]);

  /** Takes what a change answered, and follows on from there. */
  const take = useCallback((whole: WholeRun) => {
    put(whole);
    setRound((n) => n + 1);
  }, [put]);
  return { whole: data, error, isLoading, refetch, take };
}
