import { Alert, Button, Form, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { ApiError } from '../api/client';
import type { OneTimeLink } from '../api/types';
import { useText } from '../i18n';
import { LinkNote } from './LinkNote';
import { RoleSelect } from './RoleSelect';
import { NAME, type NewMember } from './useMembers';

interface Props {
  add: (member: NewMember) => Promise<OneTimeLink>;
  open: boolean;
  close: () => void;
}

/** Adds somebody; in the same dialog comes the link by which they set their password. */
export function AddMember({ add, open, close }: Props) {
  const text = useText();
  const words = text.members;
  // the dialog's button belongs to the form, so that Enter in a field sends it
  const id = useId();
  const [added, setAdded] = useState<{ name: string; link: OneTimeLink }>();
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);

  const said = (e: Error) => {
    const status = e instanceof ApiError ? e.status : 0;
    if (e instanceof ApiError && status === 429) return text.account.tooMany(e.retryAfter);
    return status === 409 ? words.taken : status === 403 ? words.tooHigh : e.message || text.offline;
  };
  const save = async (member: NewMember) => {
    setSaving(true);
    setProblem('');
    try {
      setAdded({ name: member.name, link: await add(member) });
    } catch (e) {
      setProblem(said(e as Error));
    }
    setSaving(false);
  };
  const forget = () => {
    setAdded(undefined);
    setProblem('');
  };

  const footer = added ? <Button type="primary" onClick={close}>{words.done}</Button> : undefined;
  return (
    <Modal
      open={open} destroyOnHidden afterClose={forget} onCancel={close} okButtonProps={{ htmlType: 'submit', form: id }} confirmLoading={saving} okText={words.addShort} cancelText={text.cancel}
      title={added ? words.linkTitle(added.name) : words.add} {...(footer && { footer })} mask={{ closable: !added }}
    >
      {added ? <LinkNote name={added.name} link={added.link} /> : (
        <Form id={id} layout="vertical" requiredMark={false} preserve={false} initialValues={{ role: 'MEMBER' }} onFinish={(member: NewMember) => void save(member)}>
          <Form.Item name="name" label={words.name} extra={text.account.newNameHelp} rules={[{ required: true, message: text.account.needed }, { pattern: NAME, message: text.account.badName }]}>
            <Input autoFocus autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={100} />
          </Form.Item>
          <Form.Item name="displayName" label={words.displayName}><Input autoComplete="off" maxLength={100} /></Form.Item>
          <Form.Item name="email" label={words.email} rules={[{ type: 'email', message: text.account.badEmail }]}><Input type="email" autoComplete="off" maxLength={254} /></Form.Item>
          <Form.Item name="role" label={words.role}><RoleSelect /></Form.Item>
          {problem && <Alert role="alert" type="error" showIcon title={problem} />}
        </Form>
      )}
    </Modal>
  );
}
