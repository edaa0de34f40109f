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

export type Page = 'chat' | 'usage';

const PATHS: Record<Page, string> = { chat: '/', usage: '/usage' };

export const pageIn = (path: string): Page => (path === PATHS.usage ? 'usage' : 'chat');

/** The page, and of chats the conversation that the address names; undefined stands for a new one. */
export function useRoute() {
  const conversationId = useSyncExternalStore(subscribe, () => conversationIn(location.pathname));
  const page = useSyncExternalStore(subscribe, () => pageIn(location.pathname));
  const go = useCallback((path: string) => {
    if (location.pathname !== path) history.pushState(null, '', path);
    dispatchEvent(new Event(CHANGED));
  }, []);
  const openPage = useCallback((wanted: Page) => go(PATHS[wanted]), [go]);
  const open = useCallback((id: string | undefined) => {
    go(id ? `/c/${id}` : PATHS.chat);
  }, [go]);
  return { page, conversationId, open, openPage };
}
