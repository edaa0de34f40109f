import { useQuery } from '@tanstack/react-query';
import { json } from '../api/client';
import type { DocumentPassages, Message, SourceKind, SourceView } from '../api/types';

/** What can be chosen at the composer. */
export type Choice = 'model' | 'material' | 'web';

const KINDS: Record<Choice, SourceKind[]> = { model: [], material: ['MATERIAL'], web: ['MATERIAL', 'WEB'] };

export const kindsOf = (choice: Choice) => KINDS[choice];

export const choiceOf = (sources: readonly SourceKind[]): Choice => (sources.includes('WEB') ? 'web' : sources.includes('MATERIAL') ? 'material' : 'model');

/** What the conversation's last turn was answered from: the next one goes on with it. */
export const lastChoice = (turns: readonly { message: Pick<Message, 'role' | 'sources'> }[]): Choice =>
  choiceOf(turns.findLast(({ message }) => message.role === 'user')?.message.sources ?? []);

/** Ids of the collections that the conversation's last turn was answered from. */
export const lastCollections = (turns: readonly { message: Pick<Message, 'role' | 'collections'> }[]): string[] =>
  turns.findLast(({ message }) => message.role === 'user')?.message.collections ?? [];

/** Which sources this person can ask. */
export function useAvailable() {
  const { data } = useQuery({ queryKey: ['sources'], queryFn: () => json<SourceView[]>('/sources'), staleTime: 60_000 });
  const has = (kind: SourceKind) => data?.some((source) => source.kind === kind && source.available) ?? false;
  return { known: data !== undefined, material: has('MATERIAL'), web: has('MATERIAL') && has('WEB') };
}

/** A document's text from one passage to another. */
export function usePassages(id: string, from: number, to: number) {
  return useQuery({
    queryKey: ['space', 'passages', id, from, to],
    queryFn: () => json<DocumentPassages>(`/space/documents/${encodeURIComponent(id)}/passages?from=${from}&to=${to}`),
    placeholderData: (before) => before,
  });
}
