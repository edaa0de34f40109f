import { Button } from 'antd';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { addressOf } from './address';
import { DecisionCard } from './DecisionCard';
import { OutcomeCard } from './OutcomeCard';
import { useWaiting } from './useWaiting';

/** What runs ask of who looks, the longest waiting first; nothing where nothing waits. */
export function WaitingSection() {
  const { agents: words, runs } = useText();
  const { waiting, outcomes, count, refetch } = useWaiting();
  if (count === 0) return null;
  return (
    <section aria-labelledby="agents-waiting-title" style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <h2 id="agents-waiting-title" style={{ margin: 0, fontSize: 16 }}>{words.waitingTitle}</h2>
      {outcomes.map((each) => (
        <OutcomeCard
          key={`${each.run} ${each.position} ${each.askedAt}`} run={each.run} title={each.agent} outcome={each} mayAnswer answered={() => void refetch()}
          more={<Button type="link" aria-label={runs.openRunOf(each.agent)} onClick={() => go(addressOf({ view: 'run', id: each.run }))}>{runs.openRun}</Button>}
        />
      ))}
      {waiting.map((each) => (
        <DecisionCard
          key={`${each.run} ${each.position}`} run={each.run} title={each.agent} question={each} mayDecide decided={() => void refetch()}
          more={<Button type="link" aria-label={runs.openRunOf(each.agent)} onClick={() => go(addressOf({ view: 'run', id: each.run }))}>{runs.openRun}</Button>}
        />
      ))}
    </section>
  );
}
