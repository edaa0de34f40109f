import { body, json, request } from '../api/client';
import type { Note, NoteLine, SpaceDocument } from '../api/types';

export const notesApi = {
  list: () => json<NoteLine[]>('/space/notes'),
  get: (id: string) => json<Note>(`/space/notes/${id}`),
  versions: (id: string) => json<SpaceDocument[]>(`/space/notes/${id}/versions`),
  /** One that is still being written is no document yet. */
  add: (title: string, text: string, unfinished = false) => json<Note>('/space/notes', { method: 'POST', body: body({ title, text, unfinished }) }),
  /** Also while the page is being left. */
  change: (id: string, note: Pick<Note, 'title' | 'text' | 'revision'>, finished: boolean) =>
    json<Note>(`/space/notes/${id}`, { method: 'PUT', body: body({ ...note, finished }), keepalive: finished && note.text.length < 20_000 }),
  remove: (id: string) => request(`/api/space/notes/${id}`, { method: 'DELETE', keepalive: true }),
};

export const NOTES = ['space', 'notes'];
