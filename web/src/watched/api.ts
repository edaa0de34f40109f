import { body, json, request } from '../api/client';
import type { components } from '../api/schema';

type Schemas = components['schemas'];
export type WatchedFolders = Schemas['WatchedFolders'];
export type WatchedFolder = Schemas['WatchedFolder'];
export type WatchedFile = Schemas['WatchedFile'];

export const WATCHED = ['watched-folders'] as const;

const at = (id: string) => `/space/watched/${encodeURIComponent(id)}`;

export const watchedApi = {
  list: () => json<WatchedFolders>('/space/watched'),
  add: (path: string, name: string) => json<WatchedFolder>('/space/watched', { method: 'POST', body: body({ path, name }) }),
  remove: (id: string, keep: boolean) => request(`/api${at(id)}?keep=${keep}`, { method: 'DELETE' }),
  look: (id: string) => json<WatchedFolder>(`${at(id)}/look`, { method: 'POST' }),
  files: (id: string) => json<WatchedFile[]>(`${at(id)}/files`),
  bringBack: (id: string, path: string) => request(`/api${at(id)}/files/back`, { method: 'POST', body: body({ path }) }),
};
