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

export const conversationIn = (path: string) => /^\/c\/([0-9a-f-]{36})$/.exec(path)?.[1];

export const SETTINGS = '/settings';

/** The conversation that the address names; undefined stands for a new one. */
export function useRoute() {
  const isSettings = useSyncExternalStore(subscribe, () => location.pathname === SETTINGS);
  const conversationId = useSyncExternalStore(subscribe, () => conversationIn(location.pathname));
  const open = useCallback((id: string | undefined) => {
    const path = id ? `/c/${id}` : '/';
    if (location.pathname !== path) history.pushState(null, '', path);
    dispatchEvent(new Event(CHANGED));
  }, []);
  const openSettings = useCallback(() => {
    if (location.pathname !== SETTINGS) history.pushState(null, '', SETTINGS);
    dispatchEvent(new Event(CHANGED));
  }, []);
  return { conversationId, open, isSettings, openSettings };
}
