import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Result, Skeleton } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { access } from '../api/access';
import { useRoute } from '../app/useRoute';
import { EnrolScreen } from '../factor/EnrolScreen';
import { useText, type Language } from '../i18n';
import { accountApi } from './api';
import { SignInScreen } from './SignInScreen';
import { SESSION, SessionContext, type Known } from './useSession';
import { WelcomeScreen } from './WelcomeScreen';

const AskedScreen = lazy(() => import('../agents/AskedScreen'));

const FRESH_MILLIS = 60_000;

interface Props {
  speak: (language: Language) => void;
  preferences: ReactNode;
  children: ReactNode;
}

/** Lets in whom the server knows; asks the others who they are. As long as nobody has a password, everybody here is known. */
export function SessionGate({ speak, preferences, children }: Props) {
  const text = useText();
  const client = useQueryClient();
  const { page, leaveFor } = useRoute();
  const { data: session, error, refetch } = useQuery({ queryKey: SESSION, queryFn: accountApi.session, staleTime: FRESH_MILLIS });
  const person = session?.person;
  const wasIn = useRef(false);
  if (person) wasIn.current = true;
  const [enrolling, setEnrolling] = useState('');

  useEffect(() => {
    // one question is enough for all that were refused at the same time
    access.refused = () => void client.refetchQueries({ queryKey: SESSION }, { cancelRefetch: false });
    return () => {
      access.refused = () => {};
    };
  }, [client]);

  useEffect(() => {
    if (person?.language) speak(person.language);
  }, [person?.id, person?.language, speak]);

  const wanted = session?.secondFactorNeeded && person ? person.id : '';
  useEffect(() => {
    if (wanted) setEnrolling(wanted);
  }, [wanted]);

  if (!session) {
    if (!error) return <Skeleton active style={{ padding: 24 }} />;
    return <Result status="warning" title={text.loadFailed} subTitle={error.message || text.offline} extra={<Button onClick={() => void refetch()}>{text.retry}</Button>} />;
  }
  if (page === 'asked') return <Suspense fallback={<Skeleton active style={{ padding: 24 }} />}><AskedScreen preferences={preferences} leave={() => leaveFor('chat')} /></Suspense>;
  if (page === 'welcome') return <WelcomeScreen accounts={session.signInNeeded} leave={() => leaveFor('chat')} preferences={preferences} />;
  if (!person) return <SignInScreen ended={wasIn.current} preferences={preferences} />;
  // somebody else sees nothing of what this one has open, nor does the same person in another organisation
  return (
    <SessionContext value={session as Known} key={`${person.id} ${session.organisation?.id}`}>
      {wanted || enrolling === person.id ? <EnrolScreen preferences={preferences} leave={() => setEnrolling('')} /> : children}
    </SessionContext>
  );
}
