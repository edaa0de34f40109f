import { useQuery, useQueryClient } from '@tanstack/react-query';
import { SERVICES, STATUS, webSearchApi, type WebServices } from './api';

/** What is configured, and changing it: each change answers with all of it. */
export function useWebServices() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: SERVICES, queryFn: webSearchApi.services });
  return {
    ...query,
    change: async (made: Promise<WebServices>) => {
      client.setQueryData(SERVICES, await made);
      await client.invalidateQueries({ queryKey: STATUS });
      // the composer's switch
      await client.invalidateQueries({ queryKey: ['sources'] });
    },
  };
}
