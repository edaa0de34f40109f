import { ApiOutlined, BranchesOutlined, ClockCircleOutlined, FileTextOutlined, FlagOutlined, ForkOutlined, FormOutlined, LoadingOutlined, NodeIndexOutlined, NotificationOutlined, QuestionCircleOutlined, SafetyCertificateOutlined, SyncOutlined, UserOutlined } from '@ant-design/icons';
import { Button, theme } from 'antd';
import { useState, type ReactNode } from 'react';
import type { AgentStep, WholeRun } from '../api/types';
import { useText } from '../i18n';
import type { Dictionary } from '../i18n/en';
import { figure } from '../i18n/units';
import { energy, yuan } from '../usage/figures';
import { took } from './follow';
import { ForkDialog } from './ForkDialog';
import { spent } from './spent';
import { Values } from './Values';
import { VerdictNote, VerdictTag } from './VerdictNote';
import { restOf, verdictOf } from './verdicts';

const ICONS: Record<string, ReactNode> = {
  input: <FormOutlined />, model: <ApiOutlined />, template: <FileTextOutlined />, branch: <BranchesOutlined />, approval: <UserOutlined />, question: <QuestionCircleOutlined />, answer: <FlagOutlined />, wait: <ClockCircleOutlined />, event: <NotificationOutlined />, loop: <SyncOutlined />, iterate: <SyncOutlined />, round: <SyncOutlined />, result: <FlagOutlined />, check: <SafetyCertificateOutlined />,
};

/** What a step took: of models tokens, energy and money. */
export const costOf = (step: Pick<AgentStep, 'model' | 'promptTokens' | 'completionTokens' | 'joules' | 'yuan'>, text: Dictionary): string[] => [
  step.model ?? '',
  step.promptTokens + step.completionTokens > 0 ? text.runs.tokens(step.promptTokens, step.completionTokens) : '',
  step.joules >= 1_000 ? energy(step.joules) : step.joules > 0 ? `${figure(step.joules)} J` : '',
  step.yuan > 0 ? yuan(step.yuan) : '',
].filter(Boolean);

/** The nodes that a run has done, in the order in which they ended; each opens to what went in and what came out. */
export function Timeline({ whole: { run, steps } }: { whole: WholeRun }) {
  const [forked, setForked] = useState<AgentStep>();
  const text = useText();
  const words = text.runs;
  const { token } = theme.useToken();
  const row = { padding: '8px 0', borderTop: `1px solid ${token.colorBorderSecondary}` };
  return <>
    <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {steps.map((step) => (
        <li key={String(step.position)} style={row}>
          <details>
            <summary style={{ cursor: 'pointer', overflowWrap: 'anywhere' }}>
              <span aria-hidden style={{ marginInline: '4px 8px', color: token.colorTextSecondary }}>{ICONS[step.kind] ?? <NodeIndexOutlined />}</span>
              <strong>{step.node}</strong>{' '}
              {verdictOf(step) && <><VerdictTag verdict={verdictOf(step)!} />{' '}</>}
              <span style={{ color: token.colorTextSecondary }}>{[words.kinds[step.kind] ?? step.kind, decision(step, words), step.copied && words.copied, isNested(step) && String(step.position), spent(took(step), text)].filter(Boolean).join(' · ')}</span>
              <div style={{ paddingInlineStart: 20, color: token.colorTextSecondary, fontSize: token.fontSizeSM }}>{costOf(step, text).join(' · ')}</div>
            </summary>
            <div style={{ paddingInlineStart: 20 }}>
              <VerdictNote step={step} />
              <Values title={words.input} of={step.input} />
              <Values title={words.output} of={verdictOf(step) ? restOf(step) : step.output} />
              <Button size="small" icon={<ForkOutlined />} style={{ marginTop: 8 }} onClick={() => setForked(step)}>{words.fork}</Button>
            </div>
          </details>
        </li>
      ))}
      {run.state === 'RUNNING' && <li style={{ ...row, color: token.colorTextSecondary }}><LoadingOutlined aria-hidden style={{ marginInlineEnd: 8 }} />{run.pausedAt !== null ? words.pausing : steps.length === 0 ? words.noSteps : words.working}</li>}
    </ol>
    {forked && <ForkDialog key={String(forked.position)} run={run} step={forked} close={() => setForked(undefined)} />}
  </>;
}

/** In a branch or a round the node's name alone does not say where. */
const isNested = ({ position }: AgentStep) => /\D/.test(String(position));

/** Of a person's answer what it was; of a branch where it led; of a failure that had a way of its own, which. */
function decision({ kind, output, failed }: AgentStep, words: Dictionary['runs']): string {
  const said = output as { approved?: unknown; next?: unknown; late?: unknown; error?: unknown };
  if (failed) return words.handled(String(said.error));
  if (kind === 'approval' && typeof said.approved === 'boolean') return words.decided[said.approved ? 'true' : 'false'];
  if (kind === 'approval' && said.late === true) return words.decided.late;
  if (kind === 'question' && said.late === true) return words.notAnswered;
  if (kind === 'event' && said.late === true) return words.notSent;
  return kind === 'branch' && typeof said.next === 'string' ? `→ ${said.next}` : '';
}
