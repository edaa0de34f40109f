import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../api/client';

/** How long a deletion can be undone. */
export const UNDO_MILLIS = 6_000;

/** The list, and what can be done to one of it. A deletion is carried out when it can no longer be undone. */
export function useConversations(words: string) {
  const client = useQueryClient();
  const list = useQuery({ queryKey: ['conversations', words], queryFn: () => api.conversations(words), placeholderData: (old) => old });
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const timers = useRef(new Map<string, number>());

  const refresh = useCallback(() => client.invalidateQueries({ queryKey: ['conversations'] }), [client]);

  const show = useCallback((id: string) => setHidden((old) => new Set([...old].filter((other) => other !== id))), []);

  const carryOut = useCallback(
    (id: string) => {
      timers.current.delete(id);
      void api.remove(id).then(refresh).catch(() => show(id));
    },
    [refresh, show],
  );

  const remove = useCallback(
    (id: string) => {
      setHidden((old) => new Set(old).add(id));
      timers.current.set(id, window.setTimeout(() => carryOut(id), UNDO_MILLIS));
    },
    [carryOut],
  );

  const undo = useCallback(
    (id: string) => {
      window.clearTimeout(timers.current.get(id));
      timers.current.delete(id);
      show(id);
    },
    [show],
  );

  const rename = useCallback(
    async (id: string, title: string) => {
      await api.change(id, { title });
      void refresh();
      void client.invalidateQueries({ queryKey: ['conversation', id] });
    },
    [client, refresh],
  );

  // who leaves the page has not undone it
  useEffect(() => {
    const flush = () => [...timers.current.keys()].forEach(carryOut);
    addEventListener('pagehide', flush);
    return () => removeEventListener('pagehide', flush);
  }, [carryOut]);

  return { ...list, data: list.data?.filter((c) => !hidden.has(c.id)), remove, undo, rename };
}
