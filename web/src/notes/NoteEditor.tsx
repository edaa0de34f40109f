import { ArrowLeftOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import type { Note } from '../api/types';
import { go, noteIn } from '../app/useRoute';
import { Markdown } from '../chat/Markdown';
import { useText } from '../i18n';
import { NoteVersions } from './NoteVersions';
import { useNoteDraft } from './useNoteDraft';
import { useRemoveNote } from './useRemoveNote';

const MOST_TITLE = 150;
const MOST_TEXT = 200_000;

interface Props {
  note: Note | undefined;
  created: (note: Note) => void;
}

/** Writes a note: its title, its text, and how that will look. */
export function NoteEditor({ note, created }: Props) {
  const text = useText();
  const words = text.notes;
  const [mode, setMode] = useState<'write' | 'preview'>('write');
  const { draft, state, write, resolve, forget } = useNoteDraft(note, created);
  const remove = useRemoveNote();
  const id = note?.id ?? noteIn(location.pathname);
  const name = draft.title || words.untitled;

  useEffect(() => {
    document.title = `${name} · ${text.appName}`;
  }, [name, text]);

  const drop = () => {
    forget();
    if (id && id !== 'new') remove(id, name);
    go('/space');
  };
  return (
    <div style={{ height: '100%', maxWidth: 800, margin: '0 auto', padding: 16, boxSizing: 'border-box', display: 'flex', flexDirection: 'column', gap: 12 }}>
      <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 }}>
        <Button type="text" icon={<ArrowLeftOutlined />} aria-label={words.back} title={words.back} onClick={() => go('/space')} />
        <Segmented<'write' | 'preview'> aria-label={words.mode} value={mode} onChange={setMode} options={[{ value: 'write', label: words.write }, { value: 'preview', label: words.preview }]} />
        <span role="status" style={{ flex: 1 }}>{state === 'conflict' || state === 'failed' ? '' : words.states[state]}</span>
        {id && id !== 'new' && <NoteVersions id={id} bringBack={(old) => write({ text: old })} />}
        <Button danger aria-label={words.removeOf(name)} onClick={drop}>{words.remove}</Button>
      </div>
      {state === 'failed' && <Alert role="alert" type="error" showIcon title={words.states.failed} />}
      {state === 'conflict' && (
        <Alert
          role="alert" type="warning" showIcon title={words.states.conflict}
          action={<><Button size="small" onClick={() => void resolve(false)}>{words.takeTheirs}</Button> <Button size="small" onClick={() => void resolve(true)}>{words.keepMine}</Button></>}
        />
      )}
      <h1 className="visually-hidden">{name}</h1>
      <Input size="large" aria-label={words.name} placeholder={words.name} maxLength={MOST_TITLE} autoFocus={!note} value={draft.title} onChange={(e) => write({ title: e.target.value })} />
      {mode === 'write' ? (
        <Input.TextArea
          aria-label={words.text} placeholder={words.placeholder} maxLength={MOST_TEXT} value={draft.text} onChange={(e) => write({ text: e.target.value })}
          style={{ flex: 1, minHeight: 200, resize: 'none' }}
        />
      ) : (
        <div style={{ flex: 1, overflowY: 'auto', minHeight: 200 }} tabIndex={0} role="region" aria-label={words.preview}>
          {draft.text.trim() === '' ? words.empty : <Markdown content={draft.text} streaming={false} />}
        </div>
      )}
    </div>
  );
}
