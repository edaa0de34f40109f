import { ArrowLeftOutlined, ClockCircleOutlined, RedoOutlined, StopOutlined } from '@ant-design/icons';
import { Alert, App, Button, Popconfirm, Result } from 'antd';
import { useState } from 'react';
import { useSession } from '../account/useSession';
import { ApiError } from '../api/client';
import type { WholeRun } from '../api/types';
import { LoadNote } from '../app/LoadNote';
import { PageFrame } from '../app/PageFrame';
import { moment } from '../app/time';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { addressOf } from './address';
import { agentsApi } from './api';
import { DecisionCard } from './DecisionCard';
import { Ending } from './Ending';
import { FileLinks } from './FileLinks';
import { isEnd, openOutcomes, openPauses, openQuestions } from './follow';
import { OutcomeCard } from './OutcomeCard';
import { StateTag } from './states';
import { Timeline } from './Timeline';
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
        {[words.startedAt(moment(run.startedAt, text.locale)), text.agents.release(run.release), !run.own && words.others].filter(Boolean).join(' · ')}
      </>}
    >
      <Actions whole={whole} take={take} />
      {openQuestions(whole).map((question) => (
        <DecisionCard
          key={String(question.position)} run={id} title={words.ask} question={question} decided={take}
          mayDecide={question.by === 'STARTER' ? run.own : may('MANAGE_MEMBERS')}
        />
      ))}
      {openOutcomes(whole).map((outcome) => (
        <OutcomeCard key={`${outcome.position} ${outcome.askedAt}`} run={id} title={text.tools.outcome} outcome={outcome} answered={take} mayAnswer={run.own || may('MANAGE_MEMBERS')} />
      ))}
      {openPauses(whole).map(({ position, node, dueAt }) => <Alert key={position} type="info" showIcon icon={<ClockCircleOutlined />} title={words.pause(node, moment(dueAt, text.locale))} />)}
      <Ending run={run} />
      <FileLinks whole={whole} />
      <section aria-labelledby="run-steps-title">
        <h2 id="run-steps-title" style={{ margin: '0 0 8px', fontSize: 16 }}>{words.steps}</h2>
        <Timeline whole={whole} />
        <Totals whole={whole} />
      </section>
      <Values title={words.input} of={run.input} />
    </PageFrame>
  );
}

/** Back, ending it while it is on its way, and the same once more. */
function Actions({ whole: { run }, take }: { whole: WholeRun; take: (whole: WholeRun) => void }) {
  const text = useText();
  const words = text.runs;
  const { may } = useSession();
  const { message } = App.useApp();
  const [starting, setStarting] = useState(false);
  const failed = (e: Error) => void message.error(e.message || text.offline);

  const again = async () => {
    setStarting(true);
    try {
      go(addressOf({ view: 'run', id: (await agentsApi.start(run.agent, run.input)).id }));
    } catch (e) {
      // the newest release may ask for something else by now
      failed(e as Error);
      if (e instanceof ApiError && e.status === 400) go(addressOf({ view: 'start', id: run.agent, from: run.id }));
      setStarting(false);
    }
  };
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
      <Button icon={<ArrowLeftOutlined />} onClick={() => go(addressOf({ view: 'runs' }))}>{text.agents.runs}</Button>
      {isEnd(run.state) ? <>
        <Button icon={<RedoOutlined />} loading={starting} onClick={() => void again()}>{words.again}</Button>
        <Button onClick={() => go(addressOf({ view: 'start', id: run.agent, from: run.id }))}>{words.changed}</Button>
      </> : (
        <Popconfirm title={words.cancelSure} okText={words.cancelYes} cancelText={words.cancelNo} okButtonProps={{ danger: true }} onConfirm={() => agentsApi.cancel(run.id).then(take).catch(failed)}>
          <Button danger icon={<StopOutlined />}>{words.cancel}</Button>
        </Popconfirm>
      )}
      {may('BUILD_AGENTS') && <Button onClick={() => go(addressOf({ view: 'draft', id: run.agent }))}>{words.openDraft}</Button>}
    </div>
  );
}
