import { useQuery, useQueryClient } from '@tanstack/react-query';
import { body, json, request } from '../api/client';
import type { Digest, DigestSetting } from '../api/types';

const DIGESTS = ['space', 'digests'];
const SETTING = ['space', 'digest-setting'];

/** How often is asked while one is being made: it takes some seconds, and others go first. */
const LIVE_MS = 3_000;

/** Of all at once, which may be many. */
const LIST_MS = 15_000;

const isUnfinished = ({ state }: Digest) => state === 'WAITING' || state === 'MAKING';

export function useDigestSetting() {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: SETTING, queryFn: () => json<DigestSetting>('/space/digests/setting') });
  const set = async (active: boolean) => {
    client.setQueryData(SETTING, await json<DigestSetting>('/space/digests/setting', { method: 'PUT', body: body({ active }) }));
    await client.invalidateQueries({ queryKey: DIGESTS });
  };
  return { setting: data, set };
}

/** What a model says of each document. */
export function useDigests() {
  const { setting } = useDigestSetting();
  const { data } = useQuery({
    queryKey: DIGESTS, queryFn: () => json<Digest[]>('/space/digests'),
    refetchInterval: (current) => (setting?.possible && current.state.data?.some(isUnfinished) ? LIST_MS : false),
  });
  return data;
}

/** What it says of one, and what can be done about it. */
export function useDigest(id: string) {
  const client = useQueryClient();
  const { setting } = useDigestSetting();
  const path = `/space/documents/${encodeURIComponent(id)}/digest`;
  const key = [...DIGESTS, id];
  const { data } = useQuery({
    queryKey: key, queryFn: () => json<Digest>(path),
    refetchInterval: (current) => (setting?.possible && current.state.data && isUnfinished(current.state.data) ? LIVE_MS : false),
  });
  const make = async () => {
    client.setQueryData(key, await json<Digest>(path, { method: 'POST' }));
  };
  const remove = async () => {
    await request(`/api${path}`, { method: 'DELETE' });
    await client.invalidateQueries({ queryKey: DIGESTS });
  };
  return { digest: data, possible: setting?.possible, make, remove };
}
