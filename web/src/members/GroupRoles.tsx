import { DeleteOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { body, json, request } from '../api/client';
import type { GroupRole, Role } from '../api/types';
import { useSession } from '../account/useSession';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { useText } from '../i18n';
import { reaches, ROLES } from './useMembers';

const LONGEST = 200;

/** Which roles the groups of the organisation's directory give. */
export function GroupRoles() {
  const text = useText();
  const words = text.members;
  const { message } = App.useApp();
  const { organisation } = useSession();
  const client = useQueryClient();
  const [form] = Form.useForm<GroupRole>();
  const [saving, setSaving] = useState(false);
  const { data, error, isLoading, refetch } = useQuery({ queryKey: ['group-roles'], queryFn: () => json<GroupRole[]>('/group-roles') });
  const own = organisation?.role;

  const attempt = async (action: Promise<unknown>) => {
    try {
      await action;
      await client.invalidateQueries({ queryKey: ['group-roles'] });
      return true;
    } catch (e) {
      message.error((e as Error).message || text.offline);
      return false;
    }
  };
  const put = (group: string, role: Role) => attempt(request('/api/group-roles', { method: 'PUT', body: body({ group, role }) }));
  const remove = (group: string) => attempt(request(`/api/group-roles?group=${encodeURIComponent(group)}`, { method: 'DELETE' }));
  const add = async ({ group, role }: GroupRole) => {
    setSaving(true);
    if (await put(group, role)) form.resetFields();
    setSaving(false);
  };

  const roles = ROLES.filter((role) => reaches(own, role)).map((value) => ({ value, label: words.roles[value] }));
  const row = ({ group, role }: GroupRole) => (
    <ListRow
      key={group} name={group}
      actions={reaches(own, role) ? <>
        <Select aria-label={words.roleOfGroup(group)} value={role} options={roles} onChange={(next) => void put(group, next)} style={{ minWidth: 110 }} />
        <Button type="text" danger icon={<DeleteOutlined />} aria-label={words.removeGroup(group)} title={text.remove} onClick={() => void remove(group)} />
      </> : words.roles[role]}
    />
  );
  return (
    <section aria-labelledby="groups-title">
      <h2 id="groups-title" style={{ margin: '0 0 4px', fontSize: 16 }}>{words.groupsTitle}</h2>
      <p style={{ margin: '0 0 12px' }}>{words.groupsDetail}</p>
      <Form name="group-role" form={form} layout="inline" requiredMark={false} initialValues={{ role: 'MEMBER' }} onFinish={(fields) => void add(fields)} style={{ rowGap: 8, marginBottom: 12 }}>
        <Form.Item name="group" rules={[{ required: true, whitespace: true, message: text.account.needed }]} style={{ flex: '1 1 200px' }}>
          <Input aria-label={words.group} placeholder={words.group} maxLength={LONGEST} autoComplete="off" />
        </Form.Item>
        <Form.Item name="role"><Select aria-label={words.groupsRole} options={roles} style={{ minWidth: 110 }} /></Form.Item>
        <Button htmlType="submit" loading={saving}>{words.addGroup}</Button>
      </Form>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      <ul style={LIST}>{data?.map(row)}</ul>
    </section>
  );
}
