import { Alert, App, Checkbox, Form, Modal, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import type { GrantedRole, ModelRule } from '../api/types';
import { useMembers } from '../members/useMembers';
import { useText } from '../i18n';
import { useGroupNames, type Chosen } from './useGrants';

const ROLES: GrantedRole[] = ['BUILDER', 'MEMBER', 'GUEST'];

interface Fields extends Chosen {
  restricted: boolean;
}

interface Props {
  rule: ModelRule;
  keep: (resource: string, chosen: Chosen) => Promise<void>;
  unlock: (resource: string) => Promise<void>;
  open: boolean;
  close: () => void;
  gone: () => void;
}

/** Chooses for whom a model is. */
export function ChooseWho({ rule, keep, unlock, open, close, gone }: Props) {
  const text = useText();
  const words = text.grants;
  const id = useId();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);
  const { members } = useMembers();
  const { data: groups } = useGroupNames();
  const name = rule.title || rule.resource;
  const now = Form.useWatch([], form) as Fields | undefined;
  const restricted = now?.restricted ?? rule.restricted;
  const empty = restricted && !now?.roles?.length && !now?.people?.length && !now?.groups?.length;

  const save = async (fields: Fields) => {
    setSaving(true);
    setProblem('');
    try {
      if (fields.restricted) await keep(rule.resource, { roles: fields.roles ?? [], people: fields.people ?? [], groups: fields.groups ?? [] });
      else if (rule.restricted) await unlock(rule.resource);
      message.success(words.changed(name, fields.restricted ? words.kept : words.everybody));
      close();
    } catch (e) {
      setProblem((e as Error).message || text.offline);
    }
    setSaving(false);
  };

  const initial: Fields = { restricted: rule.restricted, roles: rule.roles as GrantedRole[], people: rule.people.map((person) => person.id), groups: rule.groups };
  const people = members?.filter((member) => ROLES.includes(member.role as GrantedRole)).map((member) => ({ value: member.id, label: member.displayName || member.name }));
  return (
    <Modal open={open} destroyOnHidden afterClose={gone} onCancel={close} okButtonProps={{ htmlType: 'submit', form: id }} confirmLoading={saving} okText={text.save} cancelText={text.cancel} title={words.dialog(name)}>
      <Form form={form} id={id} layout="vertical" requiredMark={false} preserve={false} initialValues={initial} onFinish={(fields) => void save(fields)}>
        <Form.Item name="restricted">
          <Radio.Group aria-label={words.dialog(name)} style={{ display: 'grid', gap: 8 }} options={[{ value: false, label: words.open }, { value: true, label: words.some }]} />
        </Form.Item>
        {restricted && <>
          <Form.Item name="roles" label={words.roles}><Checkbox.Group options={ROLES.map((value) => ({ value, label: text.members.roles[value] }))} /></Form.Item>
          <Form.Item name="people" label={words.people}><Select mode="multiple" optionFilterProp="label" options={people ?? []} /></Form.Item>
          <Form.Item name="groups" label={words.groupsField} extra={words.groupsHelp}><Select mode="tags" options={groups?.map((value) => ({ value, label: value })) ?? []} /></Form.Item>
        </>}
        {empty && <Alert type="info" showIcon title={words.nobody} style={{ marginBottom: 12 }} />}
        {problem && <Alert role="alert" type="error" showIcon title={problem} />}
      </Form>
    </Modal>
  );
}
