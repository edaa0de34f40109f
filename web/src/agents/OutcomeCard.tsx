import { CheckOutlined, RedoOutlined, StopOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Popconfirm, theme } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import type { AgentOutcome, OutcomeAnswer, WholeRun } from '../api/types';
import { moment } from '../app/time';
import { useText } from '../i18n';
import { agentsApi, OUTCOMES, RUNS } from './api';
import { Values } from './Values';

interface Props {
  run: string;
  /** What the question stands under; the heading of the card. */
  title: string;
  outcome: Pick<AgentOutcome, 'position' | 'node' | 'kind' | 'sent' | 'known' | 'begunAt'>;
  mayAnswer: boolean;
  answered: (whole: WholeRun) => void;
  more?: ReactNode;
}

/** What somebody wrote as an object; nothing for nothing, and false for what is none. */
function objectOf(text: string): object | undefined | false {
  if (text.trim() === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) && value;
  } catch {
    return false;
  }
}

/** A call of which nobody knows what became: what was sent, and a person says how the run goes on. */
export function OutcomeCard({ run, title, outcome, mayAnswer, answered, more }: Props) {
  const text = useText();
  const words = text.tools;
  const { token } = theme.useToken();
  const client = useQueryClient();
  const id = useId();
  const [output, setOutput] = useState('');
  const [sending, setSending] = useState<OutcomeAnswer>();
  const [problem, setProblem] = useState('');

  const answer = async (what: OutcomeAnswer) => {
    const gave = what === 'DONE' ? objectOf(output) : undefined;
    if (gave === false) {
      setProblem(words.outputWrong);
      return;
    }
    setSending(what);
    setProblem('');
    try {
      answered(await agentsApi.answerOutcome(run, outcome.position, what, gave));
      void client.invalidateQueries({ queryKey: RUNS, exact: true });
    } catch (e) {
      setProblem((e as Error).message || text.offline);
      setSending(undefined);
    }
    void client.invalidateQueries({ queryKey: OUTCOMES });
  };
  const busy = (what: OutcomeAnswer) => ({ loading: sending === what, disabled: sending !== undefined && sending !== what });
  const card = { border: `1px solid ${token.colorErrorBorder}`, background: token.colorErrorBg, borderRadius: token.borderRadiusLG, padding: 16, display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' };
  return (
    <section aria-labelledby={id} style={card}>
      <h3 id={id} style={{ margin: 0, fontSize: 16, overflowWrap: 'anywhere' }}>{title}</h3>
      <p style={{ margin: 0 }}>{words.sentAt(outcome.node, text.runs.kinds[outcome.kind] ?? outcome.kind, moment(outcome.begunAt, text.locale))} {words.known(outcome.known || words.killed)}</p>
      <p style={{ margin: 0 }}>{words.outcomeHelp}</p>
      <details><summary style={{ cursor: 'pointer' }}>{words.sent}</summary><Values title={words.sent} of={outcome.sent} /></details>
      {mayAnswer ? <>
        <Input.TextArea aria-label={words.output} placeholder={words.output} autoSize={{ minRows: 1, maxRows: 6 }} value={output} onChange={(e) => setOutput(e.target.value)} />
        {problem && <Alert role="alert" type="error" showIcon title={words.answerFailed} description={problem} />}
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          <Button type="primary" icon={<CheckOutlined />} {...busy('DONE')} onClick={() => void answer('DONE')}>{words.done}</Button>
          <Button icon={<RedoOutlined />} {...busy('AGAIN')} onClick={() => void answer('AGAIN')}>{words.doAgain}</Button>
          <Popconfirm title={words.endSure} okText={words.end} cancelText={text.cancel} onConfirm={() => answer('END')}>
            <Button icon={<StopOutlined />} {...busy('END')}>{words.end}</Button>
          </Popconfirm>
          {more}
        </div>
      </> : <p style={{ margin: 0 }}>{words.forOthers}</p>}
    </section>
  );
}
