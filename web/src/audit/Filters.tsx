import { Input, Select } from 'antd';
import { useId, type ReactNode } from 'react';
import { useText } from '../i18n';
import { useMembers } from '../members/useMembers';
import type { AuditFilter } from './useAudit';

interface Props {
  filter: AuditFilter;
  change: (filter: AuditFilter) => void;
}

/** Which rows are shown: of which days, of what kind, by whom. */
export function Filters({ filter, change }: Props) {
  const words = useText().audit;
  const id = useId();
  const { members = [] } = useMembers();

  const field = (name: keyof AuditFilter, input: ReactNode) => (
    <div key={name}>
      <label htmlFor={id + name} style={{ display: 'block', marginBottom: 4 }}>{words[name]}</label>
      {input}
    </div>
  );
  const day = (name: 'from' | 'to') => field(name, <Input id={id + name} type="date" value={filter[name]} onChange={(e) => change({ ...filter, [name]: e.target.value })} />);
  const choice = (name: 'action' | 'person', all: string, options: { value: string; label: string }[]) => field(name, (
    <Select
      id={id + name} value={filter[name]} onChange={(value) => change({ ...filter, [name]: value })} options={[{ value: '', label: all }, ...options]} style={{ width: '100%' }}
      showSearch={{ optionFilterProp: 'label' }}
    />
  ));
  return (
    <div role="group" aria-label={words.filters} style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))', gap: 12 }}>
      {day('from')}
      {day('to')}
      {choice('action', words.anything, Object.entries(words.kinds).map(([value, label]) => ({ value, label })))}
      {choice('person', words.anybody, members.map((m) => ({ value: m.id, label: m.displayName || m.name })))}
    </div>
  );
}
