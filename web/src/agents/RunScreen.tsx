import { ClockCircleOutlined, NotificationOutlined, PauseCircleOutlined } from '@ant-design/icons';
import { Alert, Button, Result } from 'antd';
import { useSession } from '../account/useSession';
import { ApiError } from '../api/client';
import type { AgentRun } from '../api/types';
import { LoadNote } from '../app/LoadNote';
import { PageFrame } from '../app/PageFrame';
import { moment } from '../app/time';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { addressOf } from './address';
import { DecisionCard } from './DecisionCard';
import { EvaluationOf } from './EvaluationOf';
import { Ending } from './Ending';
import { FileLinks } from './FileLinks';
import { openAwaited, openOutcomes, openPauses, openQuestions } from './follow';
import { OutcomeCard } from './OutcomeCard';
import { RunActions } from './RunActions';
import { StateTag } from './states';
import { RunAbove, RunsBelow } from './RunsBelow';
import { RunViews } from './RunViews';
import { Totals } from './Totals';
import { useRun } from './useRun';
import { Values } from './Values';

/** One run: how it stands, what it waits for, what it said, and its steps. */
export function RunScreen({ id }: { id: string }) {
  const text = useText();
  const words = text.runs;
  const { may } = useSession();
  const { whole, error, isLoading, refetch, take } = useRun(id);
  if (!whole) {
    const gone = error instanceof ApiError && (error.status === 404 || error.status === 400);
    return gone
      ? <Result status="404" title={words.gone} extra={<Button onClick={() => go(addressOf({ view: 'runs' }))}>{text.agents.runs}</Button>} />
      : <PageFrame title={text.agents.title}><LoadNote error={error} loading={isLoading} retry={() => void refetch()} /></PageFrame>;
  }
  const { run } = whole;
  return (
    <PageFrame
      title={run.name}
      detail={<>
        <span role="status" style={{ marginInlineEnd: 8 }}><StateTag state={run.state} /></span>
        {[words.startedAt(moment(run.startedAt, text.locale)), run.release > 0 ? text.agents.release(run.release) : text.evaluations.ofDraft, !run.own && words.others].filter(Boolean).join(' · ')}
        {run.origin && <Origin run={run} />}
        <RunAbove run={run} />
        {run.evaluation && may('BUILD_AGENTS') && <EvaluationOf run={run} />}
      </>}
    >
      <RunActions whole={whole} take={take} />
      {run.pausedAt && <Alert type="info" showIcon icon={<PauseCircleOutlined />} title={run.state === 'RUNNING' ? words.pausing : words.pausedSince(moment(run.pausedAt, text.locale))} />}
      {openQuestions(whole).map((question) => (
        <DecisionCard
          key={String(question.position)} run={id} title={question.asks === 'QUESTION' ? words.askAnswer : words.ask} question={question} mayDecide={question.mine}
          decided={(now) => (now ? take(now) : void refetch())}
        />
      ))}
      {openOutcomes(whole).map((outcome) => (
        <OutcomeCard key={`${outcome.position} ${outcome.askedAt}`} run={id} title={text.tools.outcome} outcome={outcome} answered={take} mayAnswer={run.own || may('MANAGE_MEMBERS')} />
      ))}
      {openPauses(whole).map(({ position, node, dueAt }) => <Alert key={position} type="info" showIcon icon={<ClockCircleOutlined />} title={words.pause(node, moment(dueAt, text.locale))} />)}
      <RunsBelow below={whole.below} />
      {openAwaited(whole).map(({ position, name, key, dueAt }) => <Alert key={position} type="info" showIcon icon={<NotificationOutlined />} title={words.awaits(name, key)} description={dueAt ? words.until(moment(dueAt, text.locale)) : undefined} />)}
      <Ending run={run} />
      <FileLinks whole={whole} />
      <section aria-labelledby="run-steps-title">
        <h2 id="run-steps-title" style={{ margin: '0 0 8px', fontSize: 16 }}>{words.steps}</h2>
        <RunViews whole={whole} />
        <Totals whole={whole} />
      </section>
      <Values title={words.input} of={run.input} />
    </PageFrame>
  );
}

/** The run that this one begins in, or replays. */
function Origin({ run }: { run: AgentRun }) {
  const words = useText().runs;
  const address = addressOf({ view: 'run', id: run.origin! });
  return <> · {run.replay ? words.replayOf : words.forkOf(String(run.originPosition ?? ''))} <a href={address} onClick={(e) => { e.preventDefault(); go(address); }}>{words.otherRun}</a></>;
}
