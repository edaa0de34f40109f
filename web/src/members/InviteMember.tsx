import { Alert, App, Form, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { ApiError } from '../api/client';
import { useText } from '../i18n';
import { RoleSelect } from './RoleSelect';
import type { WantedInvitation } from './useInvitations';
import { NAME } from './useMembers';

interface Props {
  invite: (wanted: WantedInvitation) => Promise<unknown>;
  open: boolean;
  close: () => void;
}

/** Asks somebody in who has an account. What is said does not tell whether they have one. */
export function InviteMember({ invite, open, close }: Props) {
  const text = useText();
  const words = text.members;
  const { message } = App.useApp();
  const id = useId();
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);

  const said = (e: Error) => {
    const status = e instanceof ApiError ? e.status : 0;
    if (e instanceof ApiError && status === 429) return text.account.tooMany(e.retryAfter);
    return status === 409 ? words.inviteInside : status === 403 ? words.tooHigh : e.message || text.offline;
  };
  const send = async (wanted: WantedInvitation) => {
    setSaving(true);
    setProblem('');
    try {
      await invite(wanted);
      void message.success(words.invited(wanted.name));
      close();
    } catch (e) {
      setProblem(said(e as Error));
    }
    setSaving(false);
  };

  return (
    <Modal
      open={open} title={words.invite} destroyOnHidden afterClose={() => setProblem('')} onCancel={close} confirmLoading={saving}
      okText={words.inviteShort} okButtonProps={{ htmlType: 'submit', form: id }} cancelText={text.cancel}
    >
      <p>{words.inviteDetail}</p>
      <Form id={id} layout="vertical" requiredMark={false} preserve={false} initialValues={{ role: 'MEMBER' }} onFinish={(wanted: WantedInvitation) => void send(wanted)}>
        <Form.Item name="name" label={words.theirName} rules={[{ required: true, message: text.account.needed }, { pattern: NAME, message: text.account.badName }]}>
          <Input autoFocus autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={100} />
        </Form.Item>
        <Form.Item name="role" label={words.role}><RoleSelect /></Form.Item>
        {problem && <Alert role="alert" type="error" showIcon title={problem} />}
      </Form>
    </Modal>
  );
}
