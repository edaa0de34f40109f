import { App, Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useText } from '../i18n';
import { TagSelect } from './TagSelect';
import { useTags } from './useTags';

interface Props {
  /** Ids of those that the list shows. */
  shown: string[];
  chosen: ReadonlySet<string>;
  choose: (ids: ReadonlySet<string>) => void;
}

/** What is done to several files at once: they get tags, or lose them. */
export function ChosenBar({ shown, chosen, choose }: Props) {
  const text = useText();
  const words = text.tags;
  const { message } = App.useApp();
  const { change } = useTags();
  const [tags, setTags] = useState<string[]>([]);
  const ids = shown.filter((id) => chosen.has(id));
  const apply = (add: string[], remove: string[]) =>
    void change(ids, add, remove)
      .then(() => { setTags([]); void message.success(words.given); })
      .catch((e: Error) => void message.error(e.message || text.offline));
  return (
    <div role="group" aria-label={words.chosen(ids.length)} style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center', marginBottom: 8 }}>
      <Checkbox checked={ids.length > 0 && ids.length === shown.length} indeterminate={ids.length > 0 && ids.length < shown.length} onChange={(e) => choose(new Set(e.target.checked ? shown : []))}>
        {ids.length > 0 ? words.chosen(ids.length) : words.chooseAll}
      </Checkbox>
      {ids.length > 0 && <>
        <TagSelect writes label={words.tags} value={tags} change={setTags} style={{ flex: '1 1 160px' }} />
        <Button type="primary" disabled={tags.length === 0} onClick={() => apply(tags, [])}>{words.give}</Button>
        <Button disabled={tags.length === 0} onClick={() => apply([], tags)}>{words.take}</Button>
      </>}
    </div>
  );
}
