import { Alert, Button } from 'antd';
import { LoadNote } from '../app/LoadNote';
import { useText } from '../i18n';
import { useVerification } from './useAudit';

/** Whether the log is as it was written. */
export function Verified() {
  const text = useText();
  const words = text.audit;
  const { data, error, isLoading, isFetching, refetch } = useVerification();
  if (!data) return <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />;
  const intact = data.problem === null;
  return (
    <div role="status">
      <Alert
        role={intact ? undefined : 'alert'} type={intact ? 'success' : 'error'} showIcon title={intact ? words.unchanged((data.rows - data.pruned).toLocaleString(text.locale)) : words.changed}
        description={<div style={{ overflowWrap: 'anywhere' }}>{intact ? words.head(data.head) : data.problem}</div>}
        action={<Button size="small" loading={isFetching} onClick={() => void refetch()}>{words.verify}</Button>}
      />
    </div>
  );
}
