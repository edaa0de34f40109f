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

/** Goes to an address of this page; what stands in it after ? or # says more about what is shown there. */
export function go(address: string) {
  if (location.pathname + location.search + location.hash !== address) history.pushState(null, '', address);
  dispatchEvent(new Event(CHANGED));
}

/** Goes there without a way back: what follows # in a one-time link must not stay in the history. */
function leaveFor(page: Page) {
  history.replaceState(null, '', PATHS[page]);
  dispatchEvent(new Event(CHANGED));
}

export const conversationIn = (path: string) => /^\/c\/([0-9a-f-]{36})$/.exec(path)?.[1];

/** The document that the address names, and which passage of it. */
export const documentIn = (path: string) => /^\/space\/documents\/([0-9a-f-]{36})$/.exec(path)?.[1];
export const passageIn = (query: string) => Math.max(0, Math.trunc(Number(new URLSearchParams(query).get('passage'))) || 0);

/** The collection that the address of the space names; '' for the list of them, undefined for one's own files. */
export const collectionIn = (query: string) => /^\?collection=([0-9a-f-]*)$/.exec(query)?.[1];

export const noteIn = (path: string) => /^\/space\/notes\/(new|[0-9a-f-]{36})$/.exec(path)?.[1];

/** The message of a conversation that the address wants to be seen. */
export const messageIn = (hash: string) => /^#message-([0-9a-f-]{36})$/.exec(hash)?.[1];

export type Page = 'chat' | 'space' | 'usage' | 'abilities' | 'settings' | 'welcome' | 'account' | 'members' | 'keys' | 'audit' | 'organisations' | 'assistants' | 'agents' | 'clip' | 'memory' | 'hearing' | 'asked';

const PATHS: Record<Page, string> = {
  chat: '/', space: '/space', usage: '/usage', abilities: '/abilities', settings: '/settings', welcome: '/welcome', account: '/account', members: '/members', keys: '/keys', audit: '/audit', organisations: '/organisations', assistants: '/assistants', agents: '/agents', clip: '/clip', memory: '/memory', hearing: '/hearing', asked: '/asked',
};

export const pageIn = (path: string): Page => path.startsWith('/space/') ? 'space' : (Object.keys(PATHS) as Page[]).find((page) => page !== 'chat' && PATHS[page] === path) ?? 'chat';

/** What follows ? in the address. */
export const useAddressQuery = () => useSyncExternalStore(subscribe, () => location.search);

/** The page, and of chats the conversation that the address names; undefined stands for a new one. */
export function useRoute() {
  const conversationId = useSyncExternalStore(subscribe, () => conversationIn(location.pathname));
  const page = useSyncExternalStore(subscribe, () => pageIn(location.pathname));
  const documentId = useSyncExternalStore(subscribe, () => documentIn(location.pathname));
  const passage = useSyncExternalStore(subscribe, () => passageIn(location.search));
  const messageId = useSyncExternalStore(subscribe, () => messageIn(location.hash));
  const noteId = useSyncExternalStore(subscribe, () => noteIn(location.pathname));
  const collectionId = useSyncExternalStore(subscribe, () => collectionIn(location.search));
  const openPage = useCallback((wanted: Page) => go(PATHS[wanted]), []);
  const open = useCallback((id: string | undefined) => {
    go(id ? `/c/${id}` : PATHS.chat);
  }, []);
  return { page, conversationId, messageId, documentId, passage, noteId, collectionId, open, openPage, leaveFor };
}
