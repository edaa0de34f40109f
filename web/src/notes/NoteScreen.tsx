import { useQuery } from '@tanstack/react-query';
import { Button, Result, Skeleton } from 'antd';
import { useRef } from 'react';
import { ApiError } from '../api/client';
import type { Note } from '../api/types';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { NOTES, notesApi } from './api';
import { NoteEditor } from './NoteEditor';

/** One note, or one that begins: what is written on before it has an id goes on under it. */
export default function NoteScreen({ id }: { id: string }) {
  const text = useText();
  const isNew = id === 'new';
  const made = useRef<string | undefined>(undefined);
  const sitting = useRef(0);
  if (isNew && made.current) {
    made.current = undefined;
    sitting.current++;
  }
  const own = isNew || id === made.current;
  const { data, error } = useQuery({ queryKey: [...NOTES, id], queryFn: () => notesApi.get(id), enabled: !own, refetchOnWindowFocus: false });

  const created = (note: Note) => {
    made.current = note.id;
    history.replaceState(null, '', `/space/notes/${note.id}`);
    go(`/space/notes/${note.id}`);
  };
  if (error) {
    const gone = error instanceof ApiError && error.status === 404;
    return (
      <Result
        status={gone ? '404' : 'warning'} title={gone ? text.notes.gone : text.loadFailed} subTitle={!gone && (error.message || text.offline)}
        extra={<Button onClick={() => go('/space')}>{text.notes.back}</Button>}
      />
    );
  }
  if (!own && !data) return <Skeleton active style={{ padding: 24 }} />;
  return own ? <NoteEditor key={sitting.current} note={undefined} created={created} /> : <NoteEditor key={id} note={data} created={created} />;
}
