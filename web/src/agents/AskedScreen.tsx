import { useQuery } from '@tanstack/react-query';
import { Button, Result, Skeleton } from 'antd';
import { useState, type ReactNode } from 'react';
import { Door } from '../account/Door';
import { ApiError } from '../api/client';
import { moment } from '../app/time';
import { Markdown } from '../chat/Markdown';
import { useText } from '../i18n';
import { QuestionForm, type Said } from './QuestionForm';
import { asWritten } from './DecisionCard';
import { tellApi } from './tellApi';

/** What stands after # goes to the server in a request's body alone, in no address. */
const tokenIn = () => location.hash.slice(1);

/** Where the link of a mail leads: one question, for one person, who need not sign in. Nothing is answered before they press a button. */
export default function AskedScreen({ preferences, leave }: { preferences: ReactNode; leave: () => void }) {
  const text = useText();
  const words = text.telling;
  const [token] = useState(tokenIn);
  const [answered, setAnswered] = useState(false);
  const { data, error, isLoading, refetch } = useQuery({ queryKey: ['asked', token], queryFn: () => tellApi.question(token), enabled: token !== '', refetchOnWindowFocus: false, retry: false });
  const send = async (said: Said) => {
    await tellApi.answer(token, said);
    setAnswered(true);
  };
  const onward = <Button onClick={leave}>{words.goOn}</Button>;
  if (answered) return <Door title={words.asked} detail={null} preferences={preferences}><Result status="success" title={words.thanks} subTitle={words.close} extra={onward} style={{ padding: '0 0 24px' }} /></Door>;
  if (token === '') return <Door title={words.asked} detail={null} preferences={preferences}><Result status="warning" title={words.missing} subTitle={words.missingDetail} extra={onward} style={{ padding: '0 0 24px' }} /></Door>;
  if (!data) {
    const over = error instanceof ApiError && error.status >= 400 && error.status < 500;
    return (
      <Door title={words.asked} detail={null} preferences={preferences}>
        {isLoading ? <Skeleton active />
          : over ? <Result status="warning" title={words.over} subTitle={words.overDetail} extra={onward} style={{ padding: '0 0 24px' }} />
            : <Result status="warning" title={text.loadFailed} subTitle={error?.message || text.offline} extra={<Button onClick={() => void refetch()}>{text.retry}</Button>} style={{ padding: '0 0 24px' }} />}
      </Door>
    );
  }
  return (
    <Door title={words.asked} detail={words.askedDetail} preferences={preferences}>
      <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)', paddingBottom: 12 }}>
        <h2 style={{ margin: 0, fontSize: 16, overflowWrap: 'anywhere' }}>{words.from(data.agent, moment(data.askedAt, text.locale))}</h2>
        <div style={{ maxHeight: 320, overflowY: 'auto', overflowWrap: 'anywhere' }} tabIndex={0} role="group" aria-label={text.runs.fields.question}><Markdown content={asWritten(data.question)} streaming={false} /></div>
        {data.dueAt && <p style={{ margin: 0 }}>{text.runs.until(moment(data.dueAt, text.locale))}</p>}
        <QuestionForm question={data} send={send} />
      </div>
    </Door>
  );
}
