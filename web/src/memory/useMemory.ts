import { useQuery, useQueryClient } from '@tanstack/react-query';
import { body, json, request } from '../api/client';
import type { ConversationMemory, Memory, MemoryList, MemorySetting } from '../api/types';

const MEMORY = ['memory'] as const;
const LIST = [...MEMORY, 'list'] as const;

/** Everything that changes memory: the lists are asked for anew. */
export function useMemoryChanges() {
  const client = useQueryClient();
  const then = async <T>(action: Promise<T>) => {
    try {
      return await action;
    } finally {
      await client.invalidateQueries({ queryKey: MEMORY });
    }
  };
  return {
    add: (text: string) => then(json<Memory>('/memories', { method: 'POST', body: body({ text }) })),
    change: (id: string, change: { text?: string; active?: boolean }) => then(json<Memory>(`/memories/${id}`, { method: 'PATCH', body: body(change) })),
    forget: (id: string) => then(request(`/api/memories/${id}`, { method: 'DELETE' })),
    forgetAll: () => then(request('/api/memories', { method: 'DELETE' })),
    set: (setting: Partial<MemorySetting>) => then(json<MemorySetting>('/memories/setting', { method: 'PUT', body: body(setting) })),
    keep: (proposal: string, yes: { text?: string; replace?: boolean }) =>
      then(json<Memory>(`/memories/proposals/${proposal}`, { method: 'POST', body: body(yes) })),
    refuse: (proposal: string) => then(request(`/api/memories/proposals/${proposal}`, { method: 'DELETE' })),
    hold: (conversation: string, on: boolean) => then(holdWith(conversation, on)),
  };
}

/** Holds a conversation with or without memory. */
export const holdWith = (conversation: string, on: boolean) => request(`/api/conversations/${conversation}/memory`, { method: 'PUT', body: body({ on }) });

export function useMemories() {
  const query = useQuery({ queryKey: LIST, queryFn: () => json<MemoryList>('/memories') });
  return { ...query, list: query.data };
}

/** What a conversation's answers were given, and what may be kept of its turns. */
export function useConversationMemory(conversation: string | undefined) {
  const query = useQuery({
    queryKey: [...MEMORY, 'conversation', conversation],
    queryFn: () => json<ConversationMemory>(`/conversations/${conversation}/memory`),
    enabled: conversation !== undefined,
  });
  return query.data;
}
