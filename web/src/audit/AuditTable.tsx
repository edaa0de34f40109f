import { theme } from 'antd';
import type { AuditRow } from '../api/types';
import { moment } from '../app/time';
import { useText } from '../i18n';
import { useMembers } from '../members/useMembers';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the server does by itself. */
const PRUNED = 'audit.prune';

/** Rows of the log: when, what, who. */
export function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  const text = useText();
  const words = text.audit;
  const { token } = theme.useToken();
  const { members = [], nameOf } = useMembers();
  const cell = { padding: '8px 12px 8px 0', textAlign: 'start', verticalAlign: 'top', overflowWrap: 'anywhere', fontWeight: 400 } as const;
  const small = { color: token.colorTextSecondary, fontSize: token.fontSizeSM };

  // an id without a name says by its beginning which one it is; the export has all of it
  const target = (id: string) => (members.some((m) => m.id === id) || UUID.test(id) ? nameOf(id) : id);
  const row = (r: AuditRow) => (
    <tr key={r.seq} style={{ borderTop: `1px solid ${token.colorBorderSecondary}` }}>
      <td style={{ ...cell, fontVariantNumeric: 'tabular-nums' }}>
        <time dateTime={r.at} title={r.at}>{moment(r.at, text.locale)}</time>
        <div style={small}>#{r.seq}</div>
      </td>
      <th scope="row" style={cell}>
        <span title={r.action}>{words.actions[r.action] ?? r.action}</span>
        <div style={small}>{[r.target !== r.person && target(r.target), r.details].filter(Boolean).join(' · ')}</div>
      </th>
      <td style={{ ...cell, paddingInlineEnd: 0 }}>
        {r.person ? nameOf(r.person) : r.action === PRUNED ? words.server : words.nobody}
        <div style={small}>{[r.key && words.byKey, r.address].filter(Boolean).join(' · ')}</div>
      </td>
    </tr>
  );
  return (
    <table style={{ width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed' }}>
      <caption className="visually-hidden">{words.title}</caption>
      <thead>
        <tr style={{ color: token.colorTextSecondary }}>
          <th scope="col" style={{ ...cell, width: '26%' }}>{words.when}</th>
          <th scope="col" style={{ ...cell, width: '46%' }}>{words.action}</th>
          <th scope="col" style={{ ...cell, paddingInlineEnd: 0 }}>{words.person}</th>
        </tr>
      </thead>
      <tbody>{rows.map(row)}</tbody>
    </table>
  );
}
