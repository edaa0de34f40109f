import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError } from '../api/client';
import type { Note } from '../api/types';
import { NOTES, notesApi } from './api';

const PAUSE_MS = 1_000;

type Draft = Pick<Note, 'title' | 'text'>;
export type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed' | 'conflict';

const isBlank = ({ title, text }: Draft) => title.trim() === '' && text.trim() === '';

/** What is being written. It is saved whenever the writing pauses, one save after the other, and finished when the page is left. */
export function useNoteDraft(note: Note | undefined, created: (note: Note) => void) {
  const client = useQueryClient();
  const [draft, setDraft] = useState<Draft>({ title: note?.title ?? '', text: note?.text ?? '' });
  const [state, setState] = useState<SaveState>('saved');
  const kept = useRef<Note | undefined>(note);
  const latest = useRef(draft);
  const queue = useRef(Promise.resolve());
  const stopped = useRef(false);
  const onCreated = useRef(created);
  onCreated.current = created;

  const saveNow = useCallback(async (finished: boolean) => {
    const now = latest.current;
    const before = kept.current;
    const same = before !== undefined && before.title === now.title && before.text === now.text;
    if (stopped.current || (same && !finished) || (before === undefined && isBlank(now))) return;
    setState('saving');
    try {
      kept.current = before === undefined ? await notesApi.add(now.title, now.text, true) : await notesApi.change(before.id, { ...now, revision: before.revision }, finished);
      if (before === undefined) onCreated.current(kept.current);
      client.setQueryData([...NOTES, kept.current.id], kept.current);
      void client.invalidateQueries({ queryKey: NOTES, exact: true });
      if (finished) void client.invalidateQueries({ queryKey: ['space'] });
      setState(latest.current === now ? 'saved' : 'unsaved');
    } catch (e) {
      const conflict = e instanceof ApiError && e.status === 409;
      stopped.current = conflict;
      setState(conflict ? 'conflict' : 'failed');
    }
  }, [client]);

  const save = useCallback((finished = false) => (queue.current = queue.current.then(() => saveNow(finished))), [saveNow]);

  const write = (change: Partial<Draft>) => {
    latest.current = { ...latest.current, ...change };
    setDraft(latest.current);
    if (!stopped.current) setState('unsaved');
  };

  useEffect(() => {
    if (state !== 'unsaved') return;
    const timer = setTimeout(() => void save(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, state, save]);

  useEffect(() => {
    const leave = () => void save(true);
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [save]);

  /** After a conflict: goes on from what is there now, with one text or the other. */
  const resolve = async (mine: boolean) => {
    if (!kept.current) return;
    const there = await notesApi.get(kept.current.id);
    kept.current = there;
    stopped.current = false;
    write(mine ? {} : there);
    if (mine) void save();
  };

  /** What is deleted is not saved any more. */
  const forget = () => {
    stopped.current = true;
  };
  return { draft, state, write, resolve, forget };
}
