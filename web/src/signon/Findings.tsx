import { Alert } from 'antd';
import { useText } from '../i18n';
import type { Finding } from './api';

/** What came of trying; a text where even that was not possible. */
export type Trial = 'running' | string | { works: boolean; findings: Finding[] };

/** What a trial found, in the page's words and below them the provider's own. */
export function Findings({ of }: { of: Trial | undefined }) {
  const words = useText().signOn;
  if (!of || of === 'running') return <div role="status" />;
  if (typeof of === 'string') return <Alert role="alert" type="error" showIcon title={of} style={{ marginBottom: 16 }} />;
  return (
    <div role="status">
      {of.findings.map((finding) => (
        <Alert
          key={`${finding.problem} ${finding.detail}`} type={finding.problem ? 'error' : 'success'} showIcon style={{ marginBottom: 16, overflowWrap: 'anywhere' }}
          title={finding.problem ? words.problems[finding.problem.toLowerCase().replaceAll('_', '-')] : words.works} description={finding.detail}
        />
      ))}
    </div>
  );
}
