import { theme, Tooltip } from 'antd';
import { Fragment } from 'react';
import type { ProfileCell, Profiles } from '../api/types';
import { useText } from '../i18n';
import { figure } from '../i18n/units';
import { boundText, STEPS, stepOf } from './heat';

const DIFFICULTIES = [1, 2, 3] as const;

interface Props {
  profiles: Profiles;
}

/** Skills down, models and difficulties across; each cell says its number, not only its colour. */
export function HeatMap({ profiles }: Props) {
  const text = useText();
  const { token } = theme.useToken();
  const models = [...new Set(profiles.cells.map((c) => c.model))];
  const cellOf = (model: string, skill: string, difficulty: number) =>
    profiles.cells.find((c) => c.model === model && c.skill === skill && c.difficulty === difficulty);
  const head = { background: token.colorBgContainer };
  return (
    <div role="region" aria-label={text.abilities.tableLabel} tabIndex={0} style={{ overflowX: 'auto' }}>
      <table className="heat">
        <thead>
          <tr>
            <th scope="col" rowSpan={2} className="heat-name" style={head}>{text.abilities.skill}</th>
            {models.map((model) => <th key={model} scope="colgroup" colSpan={DIFFICULTIES.length} style={{ overflowWrap: 'anywhere' }}>{model}</th>)}
          </tr>
          <tr>
            {models.map((model) => (
              <Fragment key={model}>
                {DIFFICULTIES.map((d) => <th key={d} scope="col" style={{ color: token.colorTextSecondary, fontWeight: 400 }}>{text.abilities.difficulty(d)}</th>)}
              </Fragment>
            ))}
          </tr>
        </thead>
        <tbody>
          {profiles.skills.map((skill) => (
            <tr key={skill.name}>
              <th scope="row" className="heat-name" style={head}>{text.abilities.skillName(skill)}</th>
              {models.map((model) => (
                <Fragment key={model}>
                  {DIFFICULTIES.map((d) => <td key={d}><HeatCell cell={cellOf(model, skill.name, d)} /></td>)}
                </Fragment>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeatCell({ cell }: { cell: ProfileCell | undefined }) {
  const text = useText();
  if (!cell) return <span aria-label={text.abilities.notMeasured}>–</span>;
  const bound = boundText(cell.lowerBound);
  const result = text.abilities.cell(bound, cell.passes, cell.n);
  const cost = `${text.abilities.latency(figure(cell.latencyMillis / 1000))} · ${text.joules(figure(cell.joules), cell.joulesMeasured)}`;
  return (
    <Tooltip trigger={['hover', 'focus', 'click']} title={<>{result}<br />{cost}</>}>
      <button type="button" className={`heat-cell heat-${stepOf(cell.lowerBound)}`} aria-label={`${result}; ${cost}`}>{bound}</button>
    </Tooltip>
  );
}

/** Which colour stands for what. */
export function Legend() {
  const text = useText();
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 4, fontSize: 12 }}>
      <span style={{ marginInlineEnd: 4 }}>{text.abilities.legend}</span>
      {STEPS.map((from, step) => (
        <span key={from} className={`heat-${step}`} style={{ padding: '2px 8px', borderRadius: 4 }}>≥ {boundText(from)}</span>
      ))}
    </div>
  );
}
