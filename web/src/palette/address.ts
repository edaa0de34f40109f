import type { FoundThing } from '../api/types';

/** Where something that was found is seen. */
export function addressOf({ kind, id, message, passage }: Pick<FoundThing, 'kind' | 'id' | 'message' | 'passage'>): string {
  if (kind === 'CONVERSATION') return `/c/${id}${message ? `#message-${message}` : ''}`;
  if (kind === 'NOTE') return `/space/notes/${id}`;
  return `/space/documents/${id}${passage === null ? '' : `?passage=${passage}`}`;
}
