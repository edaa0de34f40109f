import { FormOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { moment } from '../app/time';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { NOTES, notesApi } from './api';
import { useRemovedNotes, useRemoveNote } from './useRemoveNote';

/** The notes of the personal space. */
export function NotesSection() {
  const text = useText();
  const words = text.notes;
  const removed = useRemovedNotes();
  const remove = useRemoveNote();
  const { data, error, isLoading, refetch } = useQuery({ queryKey: NOTES, queryFn: notesApi.list });
  const notes = data?.filter((note) => !removed.has(note.id));
  return (
    <section aria-labelledby="space-notes-title">
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, justifyContent: 'space-between', alignItems: 'center', marginBottom: 8 }}>
        <h2 id="space-notes-title" style={{ margin: 0, fontSize: 16 }}>{words.title}</h2>
        <Button icon={<FormOutlined />} onClick={() => go('/space/notes/new')}>{words.add}</Button>
      </div>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      {notes?.length === 0 && <p style={{ margin: 0 }}>{words.none}</p>}
      <ul style={LIST}>
        {notes?.map((note) => {
          const name = note.title || note.beginning.slice(0, 40) || words.untitled;
          return (
            <ListRow
              key={note.id} name={<a href={`/space/notes/${note.id}`} onClick={(e) => { e.preventDefault(); go(`/space/notes/${note.id}`); }}>{name}</a>}
              detail={<><div>{moment(note.updatedAt, text.locale)}</div>{note.title && <div>{note.beginning.slice(0, 100)}</div>}</>}
              actions={<Button danger aria-label={words.removeOf(name)} onClick={() => remove(note.id, name)}>{words.remove}</Button>}
            />
          );
        })}
      </ul>
    </section>
  );
}
