import { Alert, theme } from 'antd';
import type { AgentRun } from '../api/types';
import { CopyButton } from '../chat/CopyButton';
import { Markdown } from '../chat/Markdown';
import { useText } from '../i18n';
import { SaveAsNote } from '../notes/SaveAsNote';
import { answerOf, dataOf } from './follow';
import { Values } from './Values';

/** What a run said at its end, or why it failed and what to do. Nothing before. */
export function Ending({ run }: { run: AgentRun }) {
  const words = useText().runs;
  const { token } = theme.useToken();
  if (run.state === 'FAILED') {
    const advice = run.failure && words.failures[run.failure];
    return (
      <Alert
        role="alert" type="error" showIcon title={words.failedAt(run.failedNode ?? '')}
        description={<>{advice && <div>{advice}</div>}{run.detail && <div style={{ color: token.colorTextSecondary, overflowWrap: 'anywhere' }}>{run.detail}</div>}</>}
      />
    );
  }
  if (run.state !== 'DONE') return null;
  const said = answerOf(run.output);
  const data = dataOf(run.output);
  return (
    <section aria-labelledby="run-answer-title">
      <h2 id="run-answer-title" style={{ margin: '0 0 8px', fontSize: 16 }}>{words.answer}</h2>
      {said.trim() === '' ? <p style={{ margin: 0 }}>{words.noAnswer}</p> : <>
        <Markdown content={said} streaming={false} />
        <div style={{ display: 'flex', gap: 2, marginTop: 4 }}><CopyButton content={said} /><SaveAsNote content={said} /></div>
      </>}
      {data && <Values title={words.answerData} of={data} />}
    </section>
  );
}
