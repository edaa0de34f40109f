import { useCallback, useSyncExternalStore } from 'react';

const CHANGED = 'liaoyuan:route';

const subscribe = (changed: () => void) => {
  addEventListener('popstate', changed);
  addEventListener(CHANGED, changed);
  return () => {
    removeEventListener('popstate', changed);
    removeEventListener(CHANGED, changed);
  };
};

function go(path: string) {
  if (location.pathname !== path) history.pushState(null, '', path);
  dispatchEvent(new Event(CHANGED));
}

export const conversationIn = (path: string) => /^\/c\/([0-9a-f-]{36})$/.exec(path)?.[1];

const ABILITIES = '/abilities';

/** The conversation that the address names, undefined for a new one; or the abilities in its place. */
export function useRoute() {
  const conversationId = useSyncExternalStore(subscribe, () => conversationIn(location.pathname));
  const abilities = useSyncExternalStore(subscribe, () => location.pathname === ABILITIES);
  const open = useCallback((id: string | undefined) => {
    go(id ? `/c/${id}` : '/');
  }, []);
  const openAbilities = useCallback(() => go(ABILITIES), []);
  return { conversationId, abilities, open, openAbilities };
}
