import { Alert, Button, Skeleton } from 'antd';
import { useText } from '../i18n';

interface Props {
  error: Error | null;
  loading: boolean;
  retry: () => void;
}

/** Stands for what is not here yet, or could not be loaded. */
export function LoadNote({ error, loading, retry }: Props) {
  const text = useText();
  if (error) return <Alert role="alert" type="error" showIcon title={text.loadFailed} description={error.message || text.offline} action={<Button onClick={retry}>{text.retry}</Button>} />;
  return loading ? <Skeleton active /> : null;
}
