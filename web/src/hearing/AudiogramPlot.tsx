import { theme } from 'antd';
import { useText } from '../i18n';
import type { Ear, Threshold } from './audiometry';
import { at, FREQUENCIES } from './figures';

const WIDTH = 480;
const HEIGHT = 400;
const LEFT = 48;
const TOP = 44;
const LOWEST = -10;
const HIGHEST = 120;
const SYMBOL = 9;

/** An octave is as wide as 20 dB are high (ISO 8253-1, 9). */
const PER_DECIBEL = (HEIGHT - TOP - 16) / (HIGHEST - LOWEST);
const PER_OCTAVE = 20 * PER_DECIBEL;
const x = (hertz: number) => LEFT + 36 + Math.log2(hertz / 250) * PER_OCTAVE;
const y = (level: number) => TOP + (Math.min(HIGHEST, Math.max(LOWEST, level)) - LOWEST) * PER_DECIBEL;

const kilo = (hertz: number) => (hertz >= 1000 ? `${hertz / 1000}k` : `${hertz}`);
const rounded = (level: number) => `${Math.round(level)}`;

/** The usual drawing of an audiogram, and its figures as a table, which is what readers of screens get. */
export function AudiogramPlot({ thresholds }: { thresholds: Threshold[] }) {
  const words = useText().hearing;
  const { token } = theme.useToken();
  const frequencies = [...new Set([...FREQUENCIES, ...thresholds.map(({ hertz }) => hertz)])].sort((a, b) => a - b);
  const last = Math.max(8000, ...frequencies);
  const right = x(last) + 36;
  const colors: Record<Ear, string> = { RIGHT: token.colorError, LEFT: token.colorLink };
  const ears: Ear[] = ['RIGHT', 'LEFT'];
  return (
    <figure style={{ margin: 0 }}>
      <svg aria-hidden viewBox={`0 0 ${Math.max(WIDTH * 0.75, right + 8)} ${HEIGHT}`} style={{ width: '100%', maxWidth: 560, display: 'block' }} fill="none" fontSize={13}>
        {Array.from({ length: (HIGHEST - LOWEST) / 10 + 1 }, (_, i) => LOWEST + i * 10).map((level) => (
          <g key={level}>
            <line x1={LEFT} x2={right} y1={y(level)} y2={y(level)} stroke={level === 0 ? token.colorTextTertiary : token.colorBorderSecondary} strokeWidth={level === 0 ? 1.5 : 1} />
            {level % 20 === 0 && <text x={LEFT - 8} y={y(level) + 4} textAnchor="end" fill={token.colorTextSecondary}>{level}</text>}
          </g>
        ))}
        {frequencies.map((hertz) => (
          <g key={hertz}>
            <line x1={x(hertz)} x2={x(hertz)} y1={TOP} y2={y(HIGHEST)} stroke={token.colorBorderSecondary} />
            <text x={x(hertz)} y={TOP - 8} textAnchor="middle" fill={token.colorTextSecondary}>{kilo(hertz)}</text>
          </g>
        ))}
        <text x={(LEFT + right) / 2} y={14} textAnchor="middle" fill={token.colorTextSecondary}>{words.frequency}</text>
        <text transform={`translate(12 ${(TOP + HEIGHT) / 2}) rotate(-90)`} textAnchor="middle" fill={token.colorTextSecondary}>{words.level}</text>
        {ears.map((ear) => <Curve key={ear} ear={ear} color={colors[ear]} points={thresholds.filter((each) => each.ear === ear).sort((a, b) => a.hertz - b.hertz)} />)}
      </svg>
      <figcaption style={{ marginTop: 8 }}>{words.symbols}</figcaption>
      <div style={{ overflowX: 'auto', marginTop: 12 }} role="region" aria-label={words.audiogram} tabIndex={0}>
        <table style={{ borderCollapse: 'collapse', fontSize: 16 }}>
          <caption className="visually-hidden">{words.audiogram}: {words.level}</caption>
          <thead><tr><th scope="col" style={CELL}>{words.frequency}</th>{frequencies.map((hertz) => <th key={hertz} scope="col" style={CELL}>{hertz}</th>)}</tr></thead>
          <tbody>
            {ears.map((ear) => (
              <tr key={ear}>
                <th scope="row" style={{ ...CELL, color: colors[ear], whiteSpace: 'nowrap' }}>{ear === 'RIGHT' ? 'O' : 'X'} {words.ears[ear]}</th>
                {frequencies.map((hertz) => {
                  const point = at(thresholds, ear, hertz);
                  return <td key={hertz} style={CELL}>{point ? (point.beyond ? words.beyond(rounded(point.level)) : rounded(point.level)) : '–'}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

const CELL = { padding: '4px 10px', textAlign: 'right' } as const;

/** What was not heard has an arrow, and no line leads there. */
function Curve({ ear, color, points }: { ear: Ear; color: string; points: Threshold[] }) {
  const lines = points.slice(1).flatMap((point, i) => {
    const before = points[i];
    return before && !before.beyond && !point.beyond ? [[before, point] as const] : [];
  });
  return (
    <g stroke={color} strokeWidth={2.5} strokeLinecap="round">
      {lines.map(([a, b]) => <line key={b.hertz} x1={x(a.hertz)} y1={y(a.level)} x2={x(b.hertz)} y2={y(b.level)} strokeDasharray={ear === 'LEFT' ? '7 5' : undefined} />)}
      {points.map(({ hertz, level, beyond }) => (
        <g key={hertz} transform={`translate(${x(hertz)} ${y(level)})`}>
          {ear === 'RIGHT' ? <circle r={SYMBOL} /> : <path d={`M${-SYMBOL} ${-SYMBOL} L${SYMBOL} ${SYMBOL} M${SYMBOL} ${-SYMBOL} L${-SYMBOL} ${SYMBOL}`} />}
          {beyond && <path d={ear === 'RIGHT' ? 'M-7 7 L-16 20 M-16 12 L-16 20 L-9 18' : 'M7 7 L16 20 M16 12 L16 20 L9 18'} />}
        </g>
      ))}
    </g>
  );
}
