import { Alert, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { ApiError } from '../api/client';
import { useText } from '../i18n';
import { accountApi } from './api';
import { useSession } from './useSession';

/** Ends one's account, after the password was given once more. */
export function DeleteAccount() {
  const text = useText();
  const words = text.ownData;
  const { person } = useSession();
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState('');
  const [form] = Form.useForm<{ password: string }>();

  const remove = async ({ password }: { password: string }) => {
    setProblem('');
    try {
      await accountApi.remove(password);
      // nobody is signed in any more: begin anew, with nothing of the person in memory
      location.assign('/');
    } catch (e) {
      const status = e instanceof ApiError ? e.status : 0;
      setProblem(status === 403 ? words.wrongPassword : (e as Error).message || text.offline);
    }
  };

  return (
    <>
      <p style={{ margin: '16px 0 8px' }}>{words.removeDetail}</p>
      <Button danger onClick={() => setOpen(true)}>{words.remove}</Button>
      <Modal
        title={words.remove} open={open} onCancel={() => setOpen(false)} onOk={() => form.submit()} destroyOnHidden
        okText={words.removeConfirm} okButtonProps={{ danger: true }} cancelText={text.cancel}
      >
        <p>{words.removeDetail}</p>
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => void remove(given)}>
          <input type="text" name="username" autoComplete="username" value={person.name} readOnly hidden />
          <Form.Item name="password" label={text.account.password} rules={[{ required: true, message: text.account.needed }]}>
            <Input.Password autoComplete="current-password" autoFocus />
          </Form.Item>
        </Form>
        {problem && <Alert role="alert" type="error" showIcon title={problem} />}
      </Modal>
    </>
  );
}
