import { App, Button, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import type { SpaceTag } from '../api/types';
import { LIST, ListRow } from '../app/ListRow';
import { useText } from '../i18n';
import { MOST_CHARACTERS, useTags } from './useTags';

/** All tags, to be renamed or removed; nothing where there are none. */
export function TagManager() {
  const words = useText().tags;
  const { tags, rename, remove } = useTags();
  if (!tags || tags.length === 0) return null;
  return (
    <details style={{ marginBottom: 8 }}>
      <summary style={{ cursor: 'pointer' }}>{words.manage}</summary>
      <ul style={LIST}>
        {tags.map((tag) => <TagRow key={tag.name} tag={tag} rename={(to) => rename(tag.name, to)} remove={() => remove(tag.name)} />)}
      </ul>
    </details>
  );
}

interface RowProps {
  tag: SpaceTag;
  rename: (to: string) => Promise<void>;
  remove: () => Promise<void>;
}

function TagRow({ tag, rename, remove }: RowProps) {
  const text = useText();
  const words = text.tags;
  const { message } = App.useApp();
  const [name, setName] = useState(tag.name);
  const failed = (e: Error) => void message.error(e.message || text.offline);
  const save = () => {
    if (name.trim() !== '' && name !== tag.name) void rename(name.trim()).catch(failed);
  };
  return (
    <ListRow
      name={<Input aria-label={words.rename(tag.name)} placeholder={words.renameTo} maxLength={MOST_CHARACTERS} value={name} onChange={(e) => setName(e.target.value)} onPressEnter={save} />}
      detail={words.documents(tag.documents)}
      actions={<>
        <Button disabled={name.trim() === '' || name === tag.name} aria-label={`${words.save}: ${words.rename(tag.name)}`} onClick={save}>{words.save}</Button>
        <Popconfirm title={words.remove(tag.name)} description={words.removeSure(tag.documents)} okText={words.removeOk} okButtonProps={{ danger: true }} onConfirm={() => void remove().catch(failed)} styles={{ root: { maxWidth: 320 } }}>
          <Button danger aria-label={words.remove(tag.name)}>{words.removeOk}</Button>
        </Popconfirm>
      </>}
    />
  );
}
