import { theme } from 'antd';
import type { Sum, Sums } from '../api/ledger';
import { useSession } from '../account/useSession';
import { useText } from '../i18n';
import { useMembers } from '../members/useMembers';
import { energy, whole, yuan } from './figures';

/** Sums as a table; a bar behind the money says how the rows compare. */
export function SumTable({ sums }: { sums: Sums }) {
  const { usage } = useText();
  const { token } = theme.useToken();
  const { signInNeeded } = useSession();
  const { nameOf } = useMembers();
  const most = Math.max(...sums.rows.map((row) => row.yuan), Number.MIN_VALUE);
  const cell = { padding: '6px 10px', textAlign: 'end', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' } as const;
  const first = { ...cell, textAlign: 'start', fontWeight: 400 } as const;
  const line = { borderTop: `1px solid ${token.colorBorderSecondary}` };

  const figures = (row: Sum) => (
    <>
      <td style={cell}>{whole(row.requests)}</td>
      <td style={cell}>{whole(row.tokensIn)}</td>
      <td style={cell}>{whole(row.tokensOut)}</td>
      <td style={cell}>{row.measured || row.joules === 0 ? '' : '≈ '}{energy(row.joules)}</td>
    </>
  );
  const bar = (row: Sum) => `linear-gradient(to left, ${token.colorPrimaryBg} ${(100 * row.yuan) / most}%, transparent 0)`;
  const name = (row: Sum) => (sums.by === 'PERSON' && signInNeeded ? nameOf(row.name) : row.name) || usage.none;
  return (
    <div role="region" tabIndex={0} aria-label={usage.by[sums.by]} style={{ overflowX: 'auto' }}>
      <table style={{ width: '100%', borderCollapse: 'collapse' }}>
        <thead>
          <tr style={{ color: token.colorTextSecondary }}>
            <th scope="col" style={first}>{usage.by[sums.by]}</th>
            {[usage.requests, usage.tokensIn, usage.tokensOut, usage.energy, usage.money].map((head) => <th key={head} scope="col" style={{ ...cell, fontWeight: 400 }}>{head}</th>)}
          </tr>
        </thead>
        <tbody>
          {sums.rows.map((row) => (
            <tr key={row.name} style={line}>
              <th scope="row" style={first}>{name(row)}</th>
              {figures(row)}
              <td style={{ ...cell, background: bar(row) }}>{yuan(row.yuan)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr style={{ ...line, fontWeight: 600 }}>
            <th scope="row" style={{ ...first, fontWeight: 600 }}>{usage.total}</th>
            {figures(sums.total)}
            <td style={cell}>{yuan(sums.total.yuan)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
