import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useSyncExternalStore } from 'react';
import { UNDO_MILLIS } from '../conversations/useConversations';
import { useText } from '../i18n';
import { NOTES, notesApi } from './api';

/** Deletions that can still be undone. They outlive the page that asked for them. */
let pending: ReadonlyMap<string, number> = new Map();
const listeners = new Set<() => void>();

function set(next: ReadonlyMap<string, number>) {
  pending = next;
  listeners.forEach((changed) => changed());
}
const without = (id: string) => new Map([...pending].filter(([other]) => other !== id));

// who leaves the page has not undone it
addEventListener('pagehide', () => pending.forEach((_, id) => void notesApi.remove(id).catch(() => {})));

/** Ids of notes that are as good as deleted. */
export const useRemovedNotes = () =>
  useSyncExternalStore((changed) => {
    listeners.add(changed);
    return () => void listeners.delete(changed);
  }, () => pending);

/** Deletes a note, unless that is undone within some seconds. */
export function useRemoveNote() {
  const words = useText();
  const client = useQueryClient();
  const { notification, message } = App.useApp();
  return (id: string, name: string) => {
    const carryOut = async () => {
      try {
        await notesApi.remove(id);
        client.removeQueries({ queryKey: [...NOTES, id] });
        await client.invalidateQueries({ queryKey: ['space'] });
      } catch (e) {
        message.error((e as Error).message || words.offline);
      }
      set(without(id));
    };
    const undo = () => {
      clearTimeout(pending.get(id));
      set(without(id));
      notification.destroy(id);
    };
    set(new Map(pending).set(id, window.setTimeout(() => void carryOut(), UNDO_MILLIS)));
    notification.open({
      key: id, title: words.notes.removed, description: name, duration: UNDO_MILLIS / 1000 - 0.5, placement: 'bottomLeft',
      actions: <Button type="link" onClick={undo}>{words.undo}</Button>,
    });
  };
}
