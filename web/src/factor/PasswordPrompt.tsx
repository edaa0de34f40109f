import { Alert, Form, Input, Modal } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { useText } from '../i18n';
import { useSession } from '../account/useSession';
import { useSaid } from './useFactors';

interface Props {
  title: string;
  detail?: string;
  okText: string;
  danger?: boolean;
  open: boolean;
  close: () => void;
  /** What is done with the password; while it throws, the prompt stays and says why. */
  act: (password: string, more: Record<string, string>) => Promise<unknown>;
  /** Fields of the form before the password. */
  children?: ReactNode;
  initialValues?: Record<string, string>;
}

/** Asks for the password once more before something is done. */
export function PasswordPrompt({ title, detail, okText, danger, open, close, act, children, initialValues }: Props) {
  const text = useText();
  const { person } = useSession();
  const said = useSaid();
  // the dialog's button belongs to the form, so that Enter in a field sends it
  const id = useId();
  const [problem, setProblem] = useState('');
  const [sending, setSending] = useState(false);

  const send = async ({ password, ...more }: Record<string, string>) => {
    setSending(true);
    setProblem('');
    try {
      await act(password ?? '', more);
      close();
    } catch (e) {
      setProblem(said(e as Error));
    }
    setSending(false);
  };

  return (
    <Modal
      title={title} open={open} onCancel={close} afterClose={() => setProblem('')} destroyOnHidden okText={okText} cancelText={text.cancel} confirmLoading={sending}
      okButtonProps={{ htmlType: 'submit', form: id, ...(danger && { danger }) }}
    >
      {detail && <p>{detail}</p>}
      <Form id={id} layout="vertical" requiredMark={false} preserve={false} {...(initialValues && { initialValues })} onFinish={(given: Record<string, string>) => void send(given)}>
        <input type="text" name="username" autoComplete="username" value={person.name} readOnly hidden />
        {children}
        <Form.Item name="password" label={text.factor.password} rules={[{ required: true, message: text.account.needed }]}>
          <Input.Password autoComplete="current-password" autoFocus={!children} maxLength={256} />
        </Form.Item>
      </Form>
      {problem && <Alert role="alert" type="error" showIcon title={problem} />}
    </Modal>
  );
}
