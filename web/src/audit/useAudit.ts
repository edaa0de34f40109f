import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { json } from '../api/client';
import type { AuditKeeping, AuditRow, Verification } from '../api/types';

/** The server's own; fewer mean that there are no more. */
const PAGE = 200;

/** Empty: all. */
export interface AuditFilter {
  from: string;
  to: string;
  action: string;
  person: string;
}

export const EVERYTHING: AuditFilter = { from: '', to: '', action: '', person: '' };

export function queryOf(filter: AuditFilter, before?: number): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));
  if (before !== undefined) query.set('before', String(before));
  return query.size > 0 ? `?${query}` : '';
}

export const olderThan = (page: readonly AuditRow[]) => (page.length < PAGE ? undefined : page.at(-1)?.seq);

export const exportAddress = (form: 'csv' | 'json', filter: AuditFilter) => `/api/audit/rows.${form}${queryOf(filter)}`;

/** The rows that a filter lets through, page by page into the past. */
export function useAudit(filter: AuditFilter) {
  const query = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam }) => json<AuditRow[]>(`/audit${queryOf(filter, pageParam)}`),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: olderThan,
    placeholderData: (old) => old,
  });
  return { ...query, rows: query.data?.pages.flat() };
}

export const RETENTION = ['audit-retention'] as const;

/** How long rows are kept. */
export const useRetention = () => useQuery({ queryKey: RETENTION, queryFn: () => json<AuditKeeping>('/audit/retention') });

/** Whether the log is as it was written. The server reads all of it, so it is asked once, and again when a person wants it. */
export const useVerification = () => useQuery({ queryKey: ['verification'], queryFn: () => json<Verification>('/audit/verification'), staleTime: Infinity });
