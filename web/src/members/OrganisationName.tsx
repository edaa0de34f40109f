import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { body, request } from '../api/client';
import { useSession } from '../account/useSession';
import { useText } from '../i18n';

/** What the organisation is called, for its owners. */
export function OrganisationName() {
  const text = useText();
  const words = text.organisations;
  const { message } = App.useApp();
  const { organisation, refresh } = useSession();
  const [saving, setSaving] = useState(false);

  const save = async ({ name }: { name: string }) => {
    setSaving(true);
    try {
      await request('/api/organisation', { method: 'PATCH', body: body({ name }) });
      void message.success(words.renamed(name.trim()));
      await refresh();
    } catch (e) {
      void message.error((e as Error).message || text.offline);
    }
    setSaving(false);
  };

  return (
    <section aria-labelledby="organisation-title">
      <h2 id="organisation-title" style={{ margin: '0 0 4px', fontSize: 16 }}>{words.own}</h2>
      <p style={{ margin: '0 0 12px' }}>{words.ownDetail}</p>
      <Form name="organisation" layout="inline" requiredMark={false} initialValues={{ name: organisation?.name }} onFinish={(fields: { name: string }) => void save(fields)} style={{ rowGap: 8 }}>
        <Form.Item name="name" rules={[{ required: true, whitespace: true, message: text.account.needed }]} style={{ flex: '1 1 200px' }}>
          <Input aria-labelledby="organisation-title" autoComplete="off" maxLength={100} placeholder={text.account.mainOrganisation} />
        </Form.Item>
        <Button htmlType="submit" loading={saving}>{words.renameShort}</Button>
      </Form>
    </section>
  );
}
