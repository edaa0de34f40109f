import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Divider, Form, Input, theme, type InputRef } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { ApiError } from '../api/client';
import type { SecondStep, Session } from '../api/types';
import { PasskeyButton } from '../factor/PasskeyButton';
import { SecondStepForm } from '../factor/SecondStepForm';
import { canUsePasskeys } from '../factor/webauthn';
import { useText } from '../i18n';
import type { Dictionary } from '../i18n/en';
import { accountApi } from './api';
import { SignOnDoors } from '../signon/SignOnDoors';
import { SignOnProblem } from '../signon/SignOnProblem';
import { Door } from './Door';
import { useCountdown } from './useCountdown';
import { enter } from './useSession';

const MOST_PASSWORD = 256;

const said = (error: Error, text: Dictionary): string => {
  const status = error instanceof ApiError ? error.status : 0;
  if (status === 401) return text.account.wrong;
  if (status === 429) return text.account.tooMany((error as ApiError).retryAfter);
  if (status === 503) return text.account.crowded;
  return error.message || text.offline;
};

/** Asks who it is, at the address where one was: there it goes on. */
export function SignInScreen({ ended, preferences }: { ended: boolean; preferences: ReactNode }) {
  const text = useText();
  const words = text.account;
  const { token } = theme.useToken();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [step, setStep] = useState<SecondStep>();
  const [problem, setProblem] = useState('');
  const [sending, setSending] = useState(false);
  const { left, start } = useCountdown();
  const password = useRef<InputRef>(null);

  // what was refused behind this screen has said so; the screen says it better
  useEffect(() => message.destroy(), [message]);

  const take = (session: Session) => {
    setSending(false);
    setStep(session.secondStep ?? undefined);
    if (!session.secondStep) enter(client, session);
  };
  const restart = (why: string) => {
    setStep(undefined);
    setProblem(why);
  };
  const signIn = async (given: { name: string; password: string }) => {
    setSending(true);
    setProblem('');
    try {
      take(await accountApi.signIn(given.name, given.password));
    } catch (e) {
      setProblem(said(e as Error, text));
      if (e instanceof ApiError) start(e.retryAfter);
      setSending(false);
      password.current?.focus({ cursor: 'all' });
    }
  };

  if (step) {
    return (
      <Door title={text.factor.second} detail={text.factor.secondDetail} preferences={preferences}>
        <SecondStepForm step={step} enter={take} restart={restart} />
      </Door>
    );
  }
  const needed = [{ required: true, message: words.needed }];
  return (
    <Door title={words.signIn} detail={ended ? words.signedOut : words.signInDetail} preferences={preferences}>
      <SignOnProblem />
      <Form layout="vertical" requiredMark={false} onFinish={(given: { name: string; password: string }) => void signIn(given)}>
        <Form.Item name="name" label={words.name} rules={needed}><Input autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={100} /></Form.Item>
        <Form.Item name="password" label={words.password} rules={needed}><Input.Password ref={password} autoComplete="current-password" maxLength={MOST_PASSWORD} /></Form.Item>
        {problem && <Alert role="alert" type="error" showIcon title={problem} style={{ marginBottom: 16 }} />}
        <Button type="primary" htmlType="submit" block size="large" loading={sending} disabled={left > 0}>{left > 0 ? words.signInAfter(left) : words.signIn}</Button>
      </Form>
      {canUsePasskeys() && (
        <>
          <Divider plain style={{ margin: '16px 0' }}>{text.factor.or}</Divider>
          <PasskeyButton enter={take} fail={setProblem} />
        </>
      )}
      <SignOnDoors />
      <p style={{ margin: '16px 0', color: token.colorTextSecondary }}>{words.forgotten}</p>
    </Door>
  );
}
