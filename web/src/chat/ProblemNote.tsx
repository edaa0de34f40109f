import { Alert, Button } from 'antd';
import type { Problem } from '../api/types';
import { useText } from '../i18n';
import type { Dictionary } from '../i18n/en';

interface Props {
  problem: Problem;
  close: () => void;
  retry: (() => void) | undefined;
}

const said = (problem: Problem, text: Dictionary): string => {
  if (problem.code === 'busy') return text.busy(problem.retryAfterSeconds ?? 5);
  if (problem.code === 'too_long') return text.tooLong;
  if (problem.code === 'budget') return text.usage.budgetUsedUp;
  if (problem.code === 'offline') return text.offline;
  return text.failed;
};

/** Why there is no answer, in the person's words first and the server's below. */
export function ProblemNote({ problem, close, retry }: Props) {
  const text = useText();
  return (
    <Alert
      role="alert" type="error" showIcon closable={{ onClose: close }} style={{ marginBottom: 8 }} title={said(problem, text)} description={problem.message || undefined}
      action={retry && <Button size="small" onClick={retry}>{text.retry}</Button>}
    />
  );
}
