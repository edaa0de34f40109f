import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import { useText } from '../i18n';

const problemIn = (search: string) => new URLSearchParams(search).get('problem') ?? '';

/** Why a way to a provider and back ended here; the address says it once. */
export function SignOnProblem() {
  const words = useText().signOn;
  const [problem] = useState(() => problemIn(location.search));

  useEffect(() => {
    if (!problemIn(location.search)) return;
    const rest = new URLSearchParams(location.search);
    rest.delete('problem');
    history.replaceState(null, '', location.pathname + (rest.size ? `?${rest}` : ''));
  }, []);

  if (!problem) return null;
  return <Alert role="alert" type="error" showIcon title={words.problems[problem] ?? words.problems.unreachable} style={{ marginBottom: 16 }} />;
}
