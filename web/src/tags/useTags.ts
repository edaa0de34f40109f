import { useQuery, useQueryClient } from '@tanstack/react-query';
import { body, json, request } from '../api/client';
import type { SpaceTag } from '../api/types';

/** The server's own limits. */
export const MOST_CHARACTERS = 40;
export const MOST_OF_DOCUMENT = 20;

/** Written with a comma between two. */
export const SEPARATORS = [',', '，'];

/** The tags of the space, and what can be done to them. */
export function useTags(enabled = true) {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: ['space', 'tags'], queryFn: () => json<SpaceTag[]>('/space/tags'), enabled });
  const refresh = () => client.invalidateQueries({ queryKey: ['space'] });
  const change = async (documents: string[], add: string[], remove: string[]) => {
    await json('/space/tags', { method: 'PATCH', body: body({ documents, add, remove }) });
    await refresh();
  };
  const rename = async (name: string, to: string) => {
    await json('/space/tags', { method: 'PUT', body: body({ name, to }) });
    await refresh();
  };
  const remove = async (name: string) => {
    await request(`/api/space/tags?name=${encodeURIComponent(name)}`, { method: 'DELETE' });
    await refresh();
  };
  return { tags: data, change, rename, remove };
}
