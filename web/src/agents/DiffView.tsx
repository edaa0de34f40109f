import { Tag } from 'antd';
import type { AgentDiff, AgentFieldDiff } from '../api/types';
import { useText } from '../i18n';

const COLOURS: Record<string, string> = { ADDED: 'success', REMOVED: 'error', CHANGED: 'warning' };
const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value, null, 1));

/** What is different, node by node; of each field both values. */
export function DiffView({ diff }: { diff: AgentDiff }) {
  const words = useText().doors;
  if (diff.definition.length === 0 && diff.nodes.length === 0) return <p style={{ margin: 0 }}>{words.same}</p>;
  return (
    <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {diff.definition.length > 0 && <section aria-label={words.definition}><h3 style={{ margin: '0 0 4px', fontSize: 14 }}>{words.definition}</h3><Fields fields={diff.definition} /></section>}
      {diff.nodes.map(({ id, kind, what, fields }) => (
        <section key={id} aria-label={id}>
          <h3 style={{ margin: '0 0 4px', fontSize: 14, overflowWrap: 'anywhere' }}>{id} <span style={{ fontWeight: 400 }}>({kind})</span> <Tag color={COLOURS[what]}>{words.what[what]}</Tag></h3>
          <Fields fields={fields} />
        </section>
      ))}
    </div>
  );
}

function Fields({ fields }: { fields: AgentFieldDiff[] }) {
  const words = useText().doors;
  const side = (sign: string, label: string, value: unknown) => (
    <div style={{ display: 'flex', gap: 8, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace', fontSize: 13 }}>
      <span aria-label={label} role="img">{sign}</span><span style={{ minWidth: 0 }}>{value === null || value === undefined ? <em>{words.nothing}</em> : shown(value)}</span>
    </div>
  );
  return (
    <dl style={{ margin: 0 }}>
      {fields.map(({ field, before, after }) => (
        <div key={field} style={{ marginBottom: 8 }}>
          <dt>{field}</dt>
          <dd style={{ margin: '0 0 0 12px' }}>{side('−', words.before, before)}{side('+', words.after, after)}</dd>
        </div>
      ))}
    </dl>
  );
}
