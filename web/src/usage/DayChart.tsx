import { Segmented, theme } from 'antd';
import { useState } from 'react';
import type { Sum, Sums } from '../api/ledger';
import { useText } from '../i18n';
import { days, energy, whole, yuan } from './figures';

const HEIGHT = 120;

type Measure = 'money' | 'tokens' | 'energy';

const value: Record<Measure, (sum: Sum) => number> = {
  money: (s) => s.yuan, tokens: (s) => s.tokensIn + s.tokensOut, energy: (s) => s.joules,
};

const said: Record<Measure, (n: number) => string> = { money: yuan, tokens: whole, energy };

/** A bar a day. The figures themselves stand in the table below; a reader of screens is sent there. */
export function DayChart({ sums }: { sums: Sums }) {
  const text = useText();
  const { token } = theme.useToken();
  const [measure, setMeasure] = useState<Measure>('money');
  const names: Record<Measure, string> = { money: text.usage.money, tokens: text.usage.tokens, energy: text.usage.energy };
  const byDay = new Map(sums.rows.map((row) => [row.name, value[measure](row)]));
  const all = days(sums.from, sums.to).map((day) => ({ day, n: byDay.get(day) ?? 0 }));
  const most = Math.max(...all.map((d) => d.n));
  const step = 100 / all.length;
  const label = text.usage.perDay(names[measure]);
  return (
    <section aria-label={label}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, justifyContent: 'space-between', alignItems: 'center', marginBottom: 8 }}>
        <h2 style={{ margin: 0, fontSize: 16 }}>{label}</h2>
        <Segmented<Measure>
          aria-label={text.usage.show} value={measure} onChange={setMeasure}
          options={(Object.keys(names) as Measure[]).map((key) => ({ value: key, label: names[key] }))}
        />
      </div>
      <svg role="img" aria-label={`${label}: ${sums.from} – ${sums.to}, ≤ ${said[measure](most)}`} width="100%" height={HEIGHT} viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" style={{ display: 'block', borderBottom: `1px solid ${token.colorBorder}` }}>
        {all.map(({ day, n }, i) => {
          const height = most > 0 ? (n / most) * (HEIGHT - 4) : 0;
          return (
            <rect key={day} x={i * step + step * 0.12} width={step * 0.76} y={HEIGHT - height} height={height} fill={token.colorPrimary}>
              <title>{`${day}: ${said[measure](n)}`}</title>
            </rect>
          );
        })}
      </svg>
      <div aria-hidden style={{ display: 'flex', justifyContent: 'space-between', color: token.colorTextSecondary, fontSize: token.fontSizeSM }}>
        <span>{sums.from}</span>
        <span>≤ {said[measure](most)}</span>
        <span>{sums.to}</span>
      </div>
    </section>
  );
}
