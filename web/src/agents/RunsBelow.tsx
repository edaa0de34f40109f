import { theme } from 'antd';
import type { AgentRun, AgentRunBelow } from '../api/types';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { addressOf } from './address';
import { StateTag } from './states';

/** Leads to a run. */
function RunLink({ id, children }: { id: string; children: string }) {
  const address = addressOf({ view: 'run', id });
  return <a href={address} onClick={(e) => { e.preventDefault(); go(address); }}>{children}</a>;
}

/** Runs of other agents that this one began: how each stands, and whether people are asked there. */
export function RunsBelow({ below }: { below: AgentRunBelow[] }) {
  const words = useText().runs;
  const { token } = theme.useToken();
  if (below.length === 0) return null;
  return (
    <section aria-labelledby="runs-below-title">
      <h2 id="runs-below-title" style={{ margin: '0 0 8px', fontSize: 16 }}>{words.below}</h2>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {below.map(({ run, node, name, state, asks }) => (
          <li key={run} style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'baseline', padding: '8px 0', borderTop: `1px solid ${token.colorBorderSecondary}` }}>
            <strong>{node}</strong>
            <RunLink id={run}>{name}</RunLink>
            <StateTag state={state} />
            {asks > 0 && <span style={{ color: token.colorWarningText }}>{words.belowAsks(asks)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The run that began this one. */
export function RunAbove({ run: { parent } }: { run: AgentRun }) {
  const words = useText().runs;
  return parent ? <> · {words.above} <RunLink id={parent}>{words.otherRun}</RunLink></> : null;
}
