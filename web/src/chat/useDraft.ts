import { useCallback, useSyncExternalStore } from 'react';

const drafts = new Map<string, string>();
const listeners = new Set<() => void>();

const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => void listeners.delete(changed);
};
const tell = () => listeners.forEach((changed) => changed());

/** What a person is writing. It is still there after a session that ended while they wrote, and nobody else sees it. */
export function useDraft(person: string) {
  const draft = useSyncExternalStore(subscribe, () => drafts.get(person) ?? '');
  const setDraft = useCallback(
    (text: string) => {
      drafts.set(person, text);
      tell();
    },
    [person],
  );
  return [draft, setDraft] as const;
}

/** Who signs out leaves nothing behind. */
export function forgetDrafts() {
  drafts.clear();
  tell();
}
