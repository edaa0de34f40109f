import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { WATCHED, watchedApi } from './api';

/** While something is being looked at or read it is asked again soon. */
const SOON_MILLIS = 2_000;
const MILLIS = 15_000;

/** The folders that are followed, and changing them; what goes wrong is said. */
export function useWatched() {
  const client = useQueryClient();
  const { message } = App.useApp();
  const query = useQuery({
    queryKey: WATCHED,
    queryFn: watchedApi.list,
    refetchInterval: ({ state }) => (state.data?.folders.some((folder) => folder.state === 'NEW' || folder.waiting > 0) ? SOON_MILLIS : MILLIS),
  });
  const after = async (made: Promise<unknown>) => {
    await made;
    await client.invalidateQueries({ queryKey: WATCHED });
  };
  return {
    ...query,
    add: (path: string, name: string) => after(watchedApi.add(path, name)),
    make: (made: Promise<unknown>) => after(made).catch((e: Error) => message.error(e.message)),
  };
}
