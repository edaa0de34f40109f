import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../account/useSession';
import { HEARING, hearingApi } from './api';
import { forgetKept, keep, keptResults, type Result } from './kept';

export interface Known extends Result {
  device: boolean;
  server: boolean;
}

/** What this person's tests gave: kept on this device, on the server where they chose so, or both. */
export function useHearing() {
  const client = useQueryClient();
  const { person } = useSession();
  const [local, setLocal] = useState(() => keptResults(person.id));
  const { data } = useQuery({ queryKey: HEARING, queryFn: hearingApi.list });
  const stored = data?.results ?? [];
  const onServer = new Set(stored.map(({ id }) => id));
  const onDevice = new Set(local.map(({ id }) => id));
  const all: Known[] = [
    ...local.map((result) => ({ ...result, device: true, server: onServer.has(result.id) })),
    ...stored.filter(({ id }) => !onDevice.has(id)).map((result) => ({ ...result, device: false, server: true })),
  ].sort((a, b) => b.measuredAt.localeCompare(a.measuredAt));
  const changed = () => client.invalidateQueries({ queryKey: HEARING });
  return {
    results: all,
    keep: (result: Result) => {
      keep(person.id, result);
      setLocal(keptResults(person.id));
    },
    save: async ({ id, source, measuredAt, reliability, calibration, thresholds, digits, note }: Result) => {
      await hearingApi.save({ id, source, measuredAt, reliability, note, calibration: calibration ?? null, thresholds: digits ? null : thresholds, digits: digits ?? null });
      await changed();
    },
    remove: async (result: Known) => {
      if (result.server) await hearingApi.remove(result.id);
      forgetKept(person.id, result.id);
      setLocal(keptResults(person.id));
      await changed();
    },
    importCsv: async (csv: string, measuredAt: string) => {
      const stored = await hearingApi.importCsv(csv, measuredAt);
      await changed();
      return stored;
    },
  };
}
