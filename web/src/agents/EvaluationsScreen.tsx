import { ArrowLeftOutlined, ExperimentOutlined, StopOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Progress, Select } from 'antd';
import { useState } from 'react';
import type { AgentEvaluation } from '../api/types';
import { LIST } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { PageFrame } from '../app/PageFrame';
import { moment } from '../app/time';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { addressOf } from './address';
import { agentsApi, DRAFTS } from './api';
import { CaseRow } from './CaseRow';
import { casesIn } from './cases';
import { evaluationsApi, EVALUATIONS } from './evaluationsApi';
import { spent } from './spent';

const LOOK_MILLIS = 1_000;

/** The cases of a draft, and what came of them in its evaluations. */
export default function EvaluationsScreen({ id }: { id: string }) {
  const text = useText();
  const words = text.evaluations;
  const client = useQueryClient();
  const { message } = App.useApp();
  const [chosen, choose] = useState<string>();
  const [sending, setSending] = useState(false);
  const draft = useQuery({ queryKey: [...DRAFTS, id, 'cases'], queryFn: () => agentsApi.draft(id), gcTime: 0 });
  const list = useQuery({ queryKey: [...EVALUATIONS, id], queryFn: () => evaluationsApi.list(id), refetchInterval: ({ state }) => (state.data?.some(({ state: now }) => now === 'RUNNING') ? LOOK_MILLIS : false) });
  const shown = list.data?.find((each) => each.id === chosen) ?? list.data?.[0];
  const whole = useQuery({
    queryKey: [...EVALUATIONS, id, shown?.id], queryFn: () => evaluationsApi.get(id, shown!.id), enabled: shown !== undefined,
    refetchInterval: ({ state }) => (state.data?.evaluation.state === 'RUNNING' ? LOOK_MILLIS : false),
  });
  const send = async (change: () => Promise<{ evaluation: AgentEvaluation }>) => {
    setSending(true);
    try {
      choose((await change()).evaluation.id);
      await client.invalidateQueries({ queryKey: [...EVALUATIONS, id] });
    } catch (e) {
      message.error((e as Error).message || text.offline);
    }
    setSending(false);
  };
  const running = list.data?.find(({ state }) => state === 'RUNNING');
  const cases = casesIn(draft.data?.draft, words.not);
  const problems = draft.data?.problems.length ?? 0;
  const evaluation = whole.data?.evaluation;
  // what an expectation says is known of the draft as it stands alone
  const isSame = evaluation?.revision !== null && evaluation?.revision === draft.data?.revision;
  const least = Number((draft.data?.draft as { evals?: { least?: unknown } } | undefined)?.evals?.least ?? 0);
  const name = draft.data?.name || text.agents.untitled;
  return (
    <PageFrame title={words.titleOf(name)} detail={words.detail}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        <Button icon={<ArrowLeftOutlined />} onClick={() => go(addressOf({ view: 'draft', id }))}>{words.toDraft}</Button>
        {running
          ? <Button icon={<StopOutlined />} loading={sending} onClick={() => void send(() => evaluationsApi.cancel(id, running.id))}>{words.cancel}</Button>
          : <Button type="primary" icon={<ExperimentOutlined />} loading={sending} disabled={!draft.data || cases.length === 0 || problems > 0} onClick={() => void send(() => evaluationsApi.begin(id))}>{list.data?.length ? words.again : words.evaluate}</Button>}
        {list.data && list.data.length > 0 && (
          <Select
            aria-label={words.earlier} value={shown?.id} onChange={choose} style={{ minWidth: 220, maxWidth: '100%' }}
            options={list.data.map((each) => ({ value: each.id, label: words.numbered(each.number, each.release === null ? words.revision(each.revision ?? 0) : text.agents.release(each.release), moment(each.startedAt, text.locale)) }))}
          />
        )}
      </div>
      <LoadNote error={draft.error ?? list.error ?? whole.error} loading={draft.isLoading || list.isLoading} retry={() => void Promise.all([draft.refetch(), list.refetch()])} />
      {problems > 0 && <Alert type="warning" showIcon title={words.problems(problems)} />}
      {least > 0 && <p style={{ margin: 0 }}>{words.least(`${Math.round(least * 1_000) / 10} %`)}</p>}
      {draft.data && cases.length === 0 && <p style={{ margin: 0 }}>{words.noCases}</p>}
      {evaluation && <Sum evaluation={evaluation} changed={evaluation.revision !== null && !isSame} />}
      {(whole.data ?? cases.length > 0) && (
        <section aria-label={words.cases}>
          <h2 style={{ margin: 0, fontSize: 16 }}>{whole.data ? words.cases : words.draftCases}</h2>
          <ul style={LIST}>
            {whole.data
              ? whole.data.cases.map((each) => <CaseRow key={each.place} of={each} expect={isSame ? cases[each.place]?.expect : undefined} />)
              : cases.map((each, place) => <CaseRow key={place} of={{ place, name: each.name, verdict: 'OPEN', run: null, problem: '', missed: [], tokens: 0, yuan: 0, seconds: 0 }} expect={each.expect} />)}
          </ul>
        </section>
      )}
    </PageFrame>
  );
}

/** How far it is, or what came of it. */
function Sum({ evaluation, changed }: { evaluation: AgentEvaluation; changed: boolean }) {
  const text = useText();
  const words = text.evaluations;
  const { state, cases, done, passed, tokens, yuan, startedAt, endedAt, detail } = evaluation;
  const cost = [tokens > 0 && words.tokens(tokens), yuan > 0 && `¥${yuan.toFixed(4)}`, endedAt && spent(Date.parse(endedAt) - Date.parse(startedAt), text)];
  return (
    <div>
      <div role="status">{[words.states[state], words.passed(passed, cases), ...cost].filter(Boolean).join(' · ')}</div>
      {state === 'RUNNING' && <Progress percent={Math.floor((100 * done) / cases)} status="active" aria-label={words.progress(done, cases)} />}
      {detail && <Alert role="alert" type="error" showIcon title={detail} />}
      {changed && <div style={{ color: 'var(--ant-color-text-description)' }}>{words.changed}</div>}
    </div>
  );
}
