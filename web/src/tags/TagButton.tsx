import { App, Button, Popover } from 'antd';
import { useState } from 'react';
import { useText } from '../i18n';
import { TagSelect } from './TagSelect';
import { MOST_CHARACTERS, useTags } from './useTags';

interface Props {
  document: { id: string; name: string; tags: string[] };
}

/** The tags of one file, to be changed in place. */
export function TagButton({ document }: Props) {
  const text = useText();
  const words = text.tags;
  const { message } = App.useApp();
  const { change } = useTags(false);
  const [open, setOpen] = useState(false);
  const set = (tags: string[]) => {
    const wanted = tags.map((tag) => tag.trim()).filter(Boolean);
    if (wanted.some((tag) => [...tag].length > MOST_CHARACTERS)) {
      void message.error(words.tooLong(MOST_CHARACTERS));
      return;
    }
    const add = wanted.filter((tag) => !document.tags.includes(tag));
    const remove = document.tags.filter((tag) => !wanted.includes(tag));
    if (add.length + remove.length > 0) void change([document.id], add, remove).catch((e: Error) => void message.error(e.message || text.offline));
  };
  return (
    <Popover
      trigger="click" open={open} onOpenChange={setOpen} destroyOnHidden title={words.of(document.name)} styles={{ root: { maxWidth: 'calc(100vw - 24px)' } }}
      content={
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, width: 320, maxWidth: '100%' }}>
          <TagSelect writes label={words.of(document.name)} value={document.tags} change={set} style={{ flex: '1 1 200px' }} />
          <Button onClick={() => setOpen(false)}>{words.done}</Button>
        </div>
      }
    >
      <Button aria-label={words.of(document.name)} aria-expanded={open}>{words.tags}</Button>
    </Popover>
  );
}
