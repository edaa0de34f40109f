import { Alert, Button, Form, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { accountApi } from '../account/api';
import { useCountdown } from '../account/useCountdown';
import { ApiError } from '../api/client';
import type { SecondStep, Session } from '../api/types';
import { useText } from '../i18n';
import { PasskeyButton } from './PasskeyButton';

interface Props {
  step: SecondStep;
  enter: (session: Session) => void;
  /** Back to the password; with a word why, where it was not asked for. */
  restart: (why: string) => void;
}

/** What is shown after the password: a code of the app, a recovery code or a passkey. */
export function SecondStepForm({ step, enter, restart }: Props) {
  const text = useText();
  const words = text.factor;
  const has = (kind: SecondStep['kinds'][number]) => step.kinds.includes(kind);
  const [recovery, setRecovery] = useState(false);
  const [problem, setProblem] = useState('');
  const [sending, setSending] = useState(false);
  const { left, start } = useCountdown();
  const field = useRef<InputRef>(null);

  const show = async ({ code }: { code: string }) => {
    setSending(true);
    setProblem('');
    try {
      enter(await accountApi.showSecond(step.token, code, recovery));
    } catch (e) {
      const status = e instanceof ApiError ? e.status : 0;
      if (status === 410) return restart(words.stepOver);
      if (status === 429) start((e as ApiError).retryAfter);
      setProblem(status === 401 ? words.codeWrong : status === 429 ? text.account.tooMany((e as ApiError).retryAfter) : (e as Error).message || text.offline);
      setSending(false);
      field.current?.focus({ cursor: 'all' });
    }
  };
  const turn = (wanted: boolean) => {
    setRecovery(wanted);
    setProblem('');
  };

  const typed = recovery || has('CODE');
  return (
    <>
      {has('PASSKEY') && <div style={{ marginBottom: 16 }}><PasskeyButton enter={enter} fail={setProblem} /></div>}
      {typed && (
        <Form key={String(recovery)} layout="vertical" requiredMark={false} onFinish={(given: { code: string }) => void show(given)}>
          <Form.Item name="code" label={recovery ? words.recoveryCode : words.appCode} rules={[{ required: true, message: text.account.needed }]}>
            {recovery
              ? <Input ref={field} autoFocus autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={40} placeholder="xxxx-xxxx-xxxx-xxxx-xxxx-xxxx" />
              : <Input ref={field} autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={10} />}
          </Form.Item>
          <Button type="primary" htmlType="submit" block size="large" loading={sending} disabled={left > 0}>{left > 0 ? text.account.signInAfter(left) : text.account.signIn}</Button>
        </Form>
      )}
      {problem && <Alert role="alert" type="error" showIcon title={problem} style={{ marginTop: 16 }} />}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, margin: '16px 0', justifyContent: 'space-between' }}>
        {!recovery && has('RECOVERY') && <Button type="link" style={{ padding: 0 }} onClick={() => turn(true)}>{words.useRecovery}</Button>}
        {recovery && has('CODE') && <Button type="link" style={{ padding: 0 }} onClick={() => turn(false)}>{words.useApp}</Button>}
        <Button type="link" style={{ padding: 0 }} onClick={() => restart('')}>{words.back}</Button>
      </div>
    </>
  );
}
