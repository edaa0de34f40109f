import { Input, Select } from 'antd';
import { useText } from '../i18n';
import { KINDS, type Filter } from './filter';

interface Props {
  filter: Filter;
  shown: number;
  change: (filter: Filter) => void;
}

/** Shortens the list of files: by name or folder, kind, and when they were added. */
export function FileFilter({ filter, shown, change }: Props) {
  const words = useText().space;
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
      <div role="status" className="visually-hidden">{words.shown(shown)}</div>
    </div>
  );
}
