import { useQueryClient } from '@tanstack/react-query';
import { theme } from 'antd';
import { useId, type ReactNode } from 'react';
import type { AgentApproval, WholeRun } from '../api/types';
import { moment } from '../app/time';
import { Markdown } from '../chat/Markdown';
import { useText } from '../i18n';
import { useMembers } from '../members/useMembers';
import { agentsApi, RUNS, WAITING } from './api';
import { HandOn } from './HandOn';
import { QuestionForm, type Said } from './QuestionForm';
import { ToldNote } from './ToldNote';

interface Props {
  run: string;
  /** What the question stands under; the heading of the card. */
  title: string;
  question: {
    position: string | number; asks: 'APPROVAL' | 'QUESTION'; question: string; by: 'STARTER' | 'ADMIN'; askedAt: string; dueAt?: string | null;
    form?: unknown; suggested?: unknown; delegate?: string | null; escalatedAt?: string | null; escalatedTo?: string | null;
    told?: AgentApproval['told'];
  };
  mayDecide: boolean;
  /** With the run as it stands then, where it is to be seen; without after it was handed on. */
  decided: (whole?: WholeRun) => void;
  more?: ReactNode;
}

/** Lines stay lines: what asks is written as a letter is, not as Markdown, in which one end of a line is a space. */
export const asWritten = (question: string) => question.replace(/([^\n])\n(?!\n)/g, '$1  \n');

/** What a run waits for: the question, and whoever may says yes or no, or answers. What is asked holds what a model wrote and is shown as an answer is. */
export function DecisionCard({ run, title, question, mayDecide, decided, more }: Props) {
  const text = useText();
  const words = text.runs;
  const { token } = theme.useToken();
  const client = useQueryClient();
  const id = useId();
  const { nameOf } = useMembers();
  const { asks, by } = question;
  const position = String(question.position);

  const send = async (said: Said) => {
    try {
      decided(await agentsApi.say(run, position, said));
      void client.invalidateQueries({ queryKey: RUNS, exact: true });
    } finally {
      void client.invalidateQueries({ queryKey: WAITING });
    }
  };
  const card = { border: `1px solid ${token.colorWarningBorder}`, background: token.colorWarningBg, borderRadius: token.borderRadiusLG, padding: 16, display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' };
  return (
    <section aria-labelledby={id} style={card}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'baseline' }}>
        <h3 id={id} style={{ margin: 0, fontSize: 16, flex: '1 1 auto', overflowWrap: 'anywhere' }}>{title}</h3>
        <span style={{ color: token.colorTextSecondary }}>{words.askedAt(moment(question.askedAt, text.locale))}</span>
      </div>
      <div style={{ maxHeight: 320, overflowY: 'auto' }} tabIndex={0} role="group" aria-label={words.fields.question}><Markdown content={asWritten(question.question)} streaming={false} /></div>
      {question.dueAt && <p style={{ margin: 0 }}>{words.until(moment(question.dueAt, text.locale))}</p>}
      {question.delegate && <p style={{ margin: 0 }}>{words.handedTo(nameOf(question.delegate))}</p>}
      {question.escalatedAt && <p style={{ margin: 0 }}>{words.escalated(moment(question.escalatedAt, text.locale), question.escalatedTo ? nameOf(question.escalatedTo) : '')}</p>}
      {question.told && <ToldNote told={question.told} />}
      {mayDecide
        ? <QuestionForm question={question} send={send} more={<>
          <HandOn run={run} position={position} done={() => { decided(); void client.invalidateQueries({ queryKey: WAITING }); }} />
          {more}
        </>} />
        : <p style={{ margin: 0 }}>{asks === 'APPROVAL' ? (by === 'ADMIN' ? words.forAdmin : words.forStarter) : by === 'ADMIN' ? words.answerByAdmin : words.answerByStarter}</p>}
    </section>
  );
}
