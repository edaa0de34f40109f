import type { SpaceFilter } from '../api/types';

/** All of one's material. */
export const WHOLE: SpaceFilter = { tags: null, kinds: null, folder: null, after: null, before: null, documents: null };

export const narrows = (filter: SpaceFilter | null | undefined): filter is SpaceFilter => !!filter && Object.values(filter).some((value) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0));

/** To which part the conversation's last turn was narrowed: the next one goes on with it. */
export const lastMaterial = (turns: readonly { message: { role: string; material: SpaceFilter | null } }[]): SpaceFilter =>
  turns.findLast(({ message }) => message.role === 'user')?.message.material ?? WHOLE;

/** As a search has it in its address. */
export function filterQuery({ tags, kinds, folder, after, before }: SpaceFilter): string {
  const query = new URLSearchParams();
  tags?.forEach((tag) => query.append('tag', tag));
  kinds?.forEach((kind) => query.append('kind', kind));
  if (folder) query.set('folder', folder);
  if (after) query.set('after', after);
  if (before) query.set('before', before);
  const all = query.toString();
  return all && `&${all}`;
}
