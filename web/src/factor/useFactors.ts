import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/client';
import { useText } from '../i18n';
import { factorApi } from './api';

/** One's own second factors. */
export function useFactors() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: ['factors'], queryFn: factorApi.own });
  return { ...query, refresh: () => client.invalidateQueries({ queryKey: ['factors'] }) };
}

/** What went wrong where a password was given once more, or a device was asked. */
export function useSaid() {
  const text = useText();
  return (error: Error) => {
    if (error instanceof DOMException) return error.name === 'InvalidStateError' ? text.factor.knownHere : text.factor.cancelled;
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 403) return text.factor.wrongPassword;
    if (status === 410) return text.factor.cancelled;
    if (status === 429) return text.account.tooMany((error as ApiError).retryAfter);
    if (status === 503) return text.account.crowded;
    return error.message || text.offline;
  };
}
