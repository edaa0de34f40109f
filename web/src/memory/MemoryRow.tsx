import { App, Button, Switch, Tag } from 'antd';
import { useState } from 'react';
import type { Memory } from '../api/types';
import { ListRow } from '../app/ListRow';
import { moment } from '../app/time';
import { useRoute } from '../app/useRoute';
import { useText } from '../i18n';
import { EditText } from './EditText';
import { useMemoryChanges } from './useMemory';

/** One memory: its words, where it is from, and what can be done to it. */
export function MemoryRow({ memory, forget }: { memory: Memory; forget: () => void }) {
  const text = useText();
  const words = text.memory;
  const { message } = App.useApp();
  const { open } = useRoute();
  const { change } = useMemoryChanges();
  const [editing, setEditing] = useState(false);
  const { id, text: said, kind, active, conversation, createdAt, lastUsedAt } = memory;

  const failed = (e: Error) => void message.error(e.message || text.offline);
  const save = (wanted: string) => change(id, { text: wanted }).then(() => setEditing(false)).catch(failed);
  if (editing) {
    return <li style={{ padding: '12px 0' }}><EditText text={said} label={words.editOf(said)} save={save} cancel={() => setEditing(false)} /></li>;
  }
  const origin = conversation
    ? <a href={`/c/${conversation}`} onClick={(e) => { e.preventDefault(); open(conversation); }}>{words.said}</a>
    : words.byHand;
  return (
    <ListRow
      name={said}
      tags={<Tag>{words.kinds[kind]}</Tag>}
      detail={<>{origin} · {words.since(moment(createdAt, text.locale))} · {lastUsedAt ? words.used(moment(lastUsedAt, text.locale)) : words.neverUsed}</>}
      actions={<>
        <Switch checked={active} aria-label={words.use(said)} style={{ alignSelf: 'center', marginInlineEnd: 4 }} onChange={(on) => void change(id, { active: on }).catch(failed)} />
        <Button aria-label={words.editOf(said)} onClick={() => setEditing(true)}>{words.edit}</Button>
        <Button danger aria-label={words.forgetOf(said)} onClick={forget}>{words.forget}</Button>
      </>}
    />
  );
}
