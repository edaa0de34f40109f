import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Result } from 'antd';
import { useState, type ReactNode } from 'react';
import { ApiError } from '../api/client';
import type { SecondStep, Session } from '../api/types';
import { SecondStepForm } from '../factor/SecondStepForm';
import { useText } from '../i18n';
import type { Dictionary } from '../i18n/en';
import { accountApi, type Welcomed } from './api';
import { Door } from './Door';
import { NewPassword } from './NewPassword';
import { isGuessable } from './password';
import { useCountdown } from './useCountdown';
import { enter } from './useSession';

const NAME = /^[\p{L}\p{N}._@+#'-]{1,100}$/u;

interface Props {
  /** Whether there are accounts already; if not, this makes the owner's. */
  accounts: boolean;
  leave: () => void;
  preferences: ReactNode;
}

const said = (error: Error, text: Dictionary): string => {
  const status = error instanceof ApiError ? error.status : 0;
  if (status === 401) return text.account.linkOver;
  if (status === 409) return text.account.nameTaken;
  if (status === 429) return text.account.tooMany((error as ApiError).retryAfter);
  if (status === 503) return text.account.crowded;
  if (isGuessable(error)) return text.account.guessable;
  return error.message || text.offline;
};

/** Where a one-time link leads: one's first password, or a new one for a forgotten one. */
export function WelcomeScreen({ accounts, leave, preferences }: Props) {
  const text = useText();
  const words = text.account;
  const client = useQueryClient();
  const { message } = App.useApp();
  const [token] = useState(() => location.hash.slice(1));
  // a link that the page made tells the name, so that a password manager knows whose password it keeps
  const [given] = useState(() => new URLSearchParams(location.search).get('name') ?? '');
  const [problem, setProblem] = useState<Error>();
  const [step, setStep] = useState<SecondStep>();
  const [sending, setSending] = useState(false);
  const { left, start } = useCountdown();

  const arrive = (session: Session) => {
    enter(client, session);
    leave();
    void message.success(words.passwordSet(session.person?.name ?? ''), 6);
  };
  const set = async ({ password, name, displayName }: Omit<Welcomed, 'token'>) => {
    setSending(true);
    setProblem(undefined);
    const chosen = given ? undefined : name?.trim();
    try {
      const session = await accountApi.welcome({ token, password, ...(chosen && { name: chosen }), ...(displayName?.trim() && { displayName: displayName.trim() }) });
      if (session.secondStep) setStep(session.secondStep);
      else arrive(session);
    } catch (e) {
      setProblem(e as Error);
      if (e instanceof ApiError) start(e.retryAfter);
      setSending(false);
    }
  };

  if (step) {
    return (
      <Door title={text.factor.second} detail={text.factor.secondDetail} preferences={preferences}>
        <SecondStepForm step={step} enter={arrive} restart={leave} />
      </Door>
    );
  }
  if (token === '') {
    return (
      <Door title={words.welcome} detail={null} preferences={preferences}>
        <Result status="warning" title={words.linkMissing} subTitle={words.linkMissingDetail} extra={<Button onClick={leave}>{words.goOn}</Button>} style={{ padding: '0 0 24px' }} />
      </Door>
    );
  }
  const over = problem instanceof ApiError && problem.status === 401;
  const nameRules = [{ required: !accounts, message: words.needed }, { pattern: NAME, message: words.badName }];
  return (
    <Door title={words.welcome} detail={accounts ? words.welcomeMember : words.welcomeOwner} preferences={preferences}>
      <Form layout="vertical" requiredMark={false} initialValues={{ name: given }} onFinish={(welcomed: Omit<Welcomed, 'token'>) => void set(welcomed)}>
        <Form.Item name="name" label={given ? words.name : words.newName} rules={given ? [] : nameRules} extra={given ? undefined : accounts ? words.givenNameHelp : words.newNameHelp}>
          <Input readOnly={given !== ''} variant={given ? 'filled' : 'outlined'} autoFocus={given === ''} autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={100} />
        </Form.Item>
        <NewPassword name="password" label={words.password} />
        {!accounts && <Form.Item name="displayName" label={words.displayName}><Input autoComplete="name" maxLength={100} /></Form.Item>}
        {problem && <Alert role="alert" type="error" showIcon title={said(problem, text)} description={over ? words.linkOverDetail : undefined} style={{ marginBottom: 16 }} />}
        <Button type="primary" htmlType="submit" block size="large" loading={sending} disabled={left > 0} style={{ marginBottom: 16 }}>{words.setPassword}</Button>
      </Form>
    </Door>
  );
}
