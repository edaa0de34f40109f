import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { ApiError } from '../api/client';
import { useText } from '../i18n';
import { accountApi } from './api';
import { NewPassword } from './NewPassword';
import { isGuessable } from './password';
import { useSession } from './useSession';

/** Changes one's password. */
export function PasswordForm() {
  const text = useText();
  const words = text.account;
  const client = useQueryClient();
  const { message } = App.useApp();
  const { person } = useSession();
  const [form] = Form.useForm<{ current: string; next: string }>();
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);

  const said = (error: Error) => {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 403) return words.currentWrong;
    if (status === 429) return words.tooMany((error as ApiError).retryAfter);
    if (status === 503) return words.crowded;
    if (isGuessable(error)) return words.guessable;
    return error.message || text.offline;
  };
  const change = async ({ current, next }: { current: string; next: string }) => {
    setSaving(true);
    setProblem('');
    try {
      await accountApi.changePassword(current, next);
      form.resetFields();
      void message.success(words.passwordChanged);
      void client.invalidateQueries({ queryKey: ['sessions'] });
    } catch (e) {
      setProblem(said(e as Error));
    }
    setSaving(false);
  };

  return (
    <section aria-labelledby="password-title" style={{ maxWidth: 440 }}>
      <h2 id="password-title" style={{ margin: '0 0 4px', fontSize: 16 }}>{words.changePassword}</h2>
      <p style={{ margin: '0 0 12px' }}>{words.changePasswordDetail}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => void change(given)}>
        <input type="text" name="username" autoComplete="username" value={person.name} readOnly hidden />
        <Form.Item name="current" label={words.current} rules={[{ required: true, message: words.needed }]}><Input.Password autoComplete="current-password" /></Form.Item>
        <NewPassword name="next" label={words.next} />
        {problem && <Alert role="alert" type="error" showIcon title={problem} style={{ marginBottom: 16 }} />}
        <Button htmlType="submit" loading={saving}>{words.changePassword}</Button>
      </Form>
    </section>
  );
}
