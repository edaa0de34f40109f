import { Alert, App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { Profile } from '../api/types';
import { useText } from '../i18n';
import { accountApi } from './api';
import { useSession } from './useSession';

type Fields = { displayName: string; email: string; language: Profile['language'] };

/** What one is called, one's address and language. */
export function ProfileForm() {
  const text = useText();
  const words = text.account;
  const { message } = App.useApp();
  const { person, refresh } = useSession();
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);

  const save = async (fields: Fields) => {
    setSaving(true);
    setProblem('');
    try {
      await accountApi.change(fields);
      await refresh();
      void message.success(words.saved);
    } catch (e) {
      setProblem((e as Error).message || text.offline);
    }
    setSaving(false);
  };

  const languages = (Object.keys(words.languages) as Profile['language'][]).map((value) => ({ value, label: words.languages[value] }));
  return (
    <section aria-labelledby="profile-title" style={{ maxWidth: 440 }}>
      <h2 id="profile-title" style={{ margin: '0 0 12px', fontSize: 16 }}>{words.profile}</h2>
      <Form
        layout="vertical" requiredMark={false} onFinish={(fields: Fields) => void save(fields)}
        initialValues={{ displayName: person.displayName, email: person.email ?? '', language: person.language }}
      >
        <Form.Item name="displayName" label={words.displayName}><Input autoComplete="name" maxLength={100} /></Form.Item>
        <Form.Item name="email" label={words.email} rules={[{ type: 'email', message: words.badEmail }]}><Input type="email" autoComplete="email" maxLength={254} /></Form.Item>
        <Form.Item name="language" label={words.language}><Select options={languages} /></Form.Item>
        {problem && <Alert role="alert" type="error" showIcon title={problem} style={{ marginBottom: 16 }} />}
        <Button htmlType="submit" loading={saving}>{text.save}</Button>
      </Form>
    </section>
  );
}
