import { theme } from 'antd';
import { useEffect, useState } from 'react';
import type { WholeRun } from '../api/types';
import { useText } from '../i18n';
import { isEnd, sumsOf } from './follow';
import { spent } from './spent';
import { costOf } from './Timeline';

/** What a run took altogether; its time goes on while it does. */
export function Totals({ whole }: { whole: WholeRun }) {
  const text = useText();
  const { token } = theme.useToken();
  const [now, setNow] = useState(() => new Date());
  const ended = isEnd(whole.run.state);
  useEffect(() => {
    if (ended) return;
    const timer = setInterval(() => setNow(new Date()), 1_000);
    return () => clearInterval(timer);
  }, [ended]);

  const sums = sumsOf(whole, now);
  const cost = costOf({ model: null, promptTokens: sums.prompt, completionTokens: sums.completion, joules: sums.joules, yuan: sums.yuan }, text);
  return (
    <p style={{ margin: 0, padding: '8px 0', borderTop: `1px solid ${token.colorBorderSecondary}` }}>
      <strong>{text.runs.total}</strong>: {[spent(sums.millis, text), ...(cost.length > 0 ? cost : [text.runs.noCost])].join(' · ')}
    </p>
  );
}
