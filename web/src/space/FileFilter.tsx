import { Input, Select } from 'antd';
import { useText } from '../i18n';
import { TagSelect } from '../tags/TagSelect';
import { KINDS, type Filter } from './filter';

interface Props {
  filter: Filter;
  shown: number;
  /** Of the files, to choose from. */
  folders: string[];
  hasTags: boolean;
  change: (filter: Filter) => void;
}

/** Shortens the list of files: by name or folder, kind, and when they were added. */
export function FileFilter({ filter, shown, folders, hasTags, change }: Props) {
  const text = useText();
  const words = text.space;
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 8 }}>
      <Input type="search" allowClear style={{ flex: '1 1 200px' }} aria-label={words.filter} placeholder={words.filter} value={filter.words} onChange={(e) => change({ ...filter, words: e.target.value })} />
      <Select
        allowClear style={{ flex: '1 1 120px' }} aria-label={words.kind} placeholder={words.kind} value={filter.kind} onChange={(kind) => change({ ...filter, kind })}
        options={KINDS.map((kind) => ({ value: kind, label: words.kindNames[kind] }))}
      />
      <Select
        allowClear style={{ flex: '1 1 120px' }} aria-label={words.added} placeholder={words.added} value={filter.days} onChange={(days) => change({ ...filter, days })}
        options={[1, 7, 30, 365].map((days) => ({ value: days, label: words.withinDays(days) }))}
      />
      {hasTags && <TagSelect label={text.tags.tags} value={filter.tags} change={(tags) => change({ ...filter, tags })} style={{ flex: '1 1 160px' }} />}
      {folders.length > 0 && (
        <Select
          allowClear showSearch style={{ flex: '1 1 120px' }} aria-label={text.tags.folder} placeholder={text.tags.folder} value={filter.folder} onChange={(folder) => change({ ...filter, folder })}
          options={folders.map((folder) => ({ value: folder, label: folder }))}
        />
      )}
      <div role="status" className="visually-hidden">{words.shown(shown)}</div>
    </div>
  );
}
