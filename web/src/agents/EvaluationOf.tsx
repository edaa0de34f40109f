import type { AgentRun } from '../api/types';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { addressOf } from './address';

/** The evaluations that a run is a case of one of. */
export function EvaluationOf({ run }: { run: AgentRun }) {
  const words = useText().evaluations;
  const address = addressOf({ view: 'evaluations', id: run.agent });
  return <> · {words.caseOf} <a href={address} onClick={(e) => { e.preventDefault(); go(address); }}>{words.evaluation}</a></>;
}
