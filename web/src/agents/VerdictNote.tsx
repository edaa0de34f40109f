import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { Tag, theme } from 'antd';
import type { AgentStep } from '../api/types';
import { useText } from '../i18n';
import { reasonsOf, verdictOf, type Verdict } from './verdicts';

/** What came of a check: by a sign and a word, not by colour alone. */
export function VerdictTag({ verdict }: { verdict: Verdict }) {
  const words = useText().runs;
  return (
    <Tag color={verdict === 'passed' ? 'success' : 'error'} icon={verdict === 'passed' ? <CheckCircleFilled aria-hidden /> : <CloseCircleFilled aria-hidden />}>
      <span style={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }}>{words.verdictIs}</span>{words.verdicts[verdict]}
    </Tag>
  );
}

/** Why a check came out as it did: the rules that did not hold, or what the judge said. Text of models and values are data here. */
export function VerdictNote({ step }: { step: AgentStep }) {
  const text = useText();
  const words = text.runs;
  const { token } = theme.useToken();
  const verdict = verdictOf(step);
  if (!verdict) return null;
  const { why, failed } = reasonsOf(step);
  const ruled = (is: string, than: string, not: boolean) => words.rule(not, text.canvas.choices[is] ?? is, than);
  return (
    <section aria-label={words.verdict} style={{ marginTop: 8 }}>
      <h4 style={{ margin: '0 0 4px', fontSize: 14 }}>{words.verdict} <VerdictTag verdict={verdict} /></h4>
      {why && <p style={{ margin: '0 0 4px', overflowWrap: 'anywhere' }}>{words.judgeSays(why)}</p>}
      {!why && failed.length === 0 && <p style={{ margin: '0 0 4px' }}>{words.allHold}</p>}
      {failed.length > 0 && (
        <ul aria-label={words.fields.failed} style={{ margin: 0, paddingInlineStart: 20 }}>
          {failed.map((rule, i) => (
            <li key={i} style={{ overflowWrap: 'anywhere' }}>
              {rule.why ? `${rule.why} (${ruled(rule.is, rule.than, rule.not)})` : ruled(rule.is, rule.than, rule.not)}
              <div style={{ color: token.colorTextSecondary, fontSize: token.fontSizeSM }}>{words.valueWas(rule.value)}</div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
