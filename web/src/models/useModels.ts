import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import type { Model } from '../api/types';

const WHILE_DOWNLOADING_MILLIS = 1_000;

/** The models one can talk with; looked at every second while one is on its way. */
export function useModels() {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ['models'],
    queryFn: api.models,
    refetchInterval: (query) => (query.state.data?.some((m) => m.state === 'DOWNLOADING') ? WHILE_DOWNLOADING_MILLIS : false),
  });
  const pull = async (name: string) => {
    await api.pull(name);
    await client.invalidateQueries({ queryKey: ['models'] });
  };
  return { models: data?.filter((m) => m.purpose === 'CHAT'), others: data?.filter((m) => m.purpose !== 'CHAT'), pull };
}

/** The model that a name stands for; `default` is a name too. */
export const modelNamed = (models: readonly Model[] | undefined, name: string) =>
  models?.find((m) => m.name === name) ?? (name === 'default' ? models?.find((m) => m.isDefault) : undefined);

export const isHere = (model: Model) => model.state === 'PRESENT' || model.state === 'LOADED';
