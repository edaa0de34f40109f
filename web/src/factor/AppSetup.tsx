import { Alert, Form, Input, Modal, QRCode, type InputRef } from 'antd';
import { useId, useRef, useState } from 'react';
import { ApiError } from '../api/client';
import type { AuthenticatorSecret } from '../api/types';
import { ShownOnce } from '../app/ShownOnce';
import { useText } from '../i18n';
import { factorApi } from './api';

interface Props {
  /** Undefined while there is nothing to set up. */
  secret: AuthenticatorSecret | undefined;
  close: () => void;
  done: (recoveryCodes: string[]) => void;
}

/** What the app has to know, and the first code that shows that it does. */
export function AppSetup({ secret, close, done }: Props) {
  const text = useText();
  const words = text.factor;
  const id = useId();
  const field = useRef<InputRef>(null);
  const [problem, setProblem] = useState('');
  const [sending, setSending] = useState(false);

  const confirm = async ({ code }: { code: string }) => {
    setSending(true);
    setProblem('');
    try {
      done((await factorApi.confirmApp(code)).recoveryCodes);
    } catch (e) {
      setProblem(e instanceof ApiError && e.status === 403 ? words.firstCodeWrong : (e as Error).message || text.offline);
    }
    setSending(false);
  };

  return (
    <Modal
      open={secret !== undefined} title={words.setUpAppTitle} onCancel={close} afterClose={() => setProblem('')} destroyOnHidden mask={{ closable: false }} confirmLoading={sending} okText={words.setUpApp}
      afterOpenChange={(open) => { if (open) field.current?.focus(); }} cancelText={text.cancel} okButtonProps={{ htmlType: 'submit', form: id }}
    >
      {secret && (
        <>
          <p>{words.scan}</p>
          <div role="img" aria-label={words.qr} style={{ display: 'flex', justifyContent: 'center', marginBottom: 12 }}>
            {/* dark on light in any appearance: not every camera reads it the other way round */}
            <QRCode value={secret.address} size={208} color="#000000" bgColor="#ffffff" />
          </div>
          <ShownOnce label={words.key} secret={secret.secret.replace(/(.{4})(?!$)/g, '$1 ')} />
          <Form id={id} layout="vertical" requiredMark={false} preserve={false} onFinish={(given: { code: string }) => void confirm(given)} style={{ marginTop: 16 }}>
            <Form.Item name="code" label={words.firstCode} rules={[{ required: true, message: text.account.needed }]}>
              <Input ref={field} inputMode="numeric" autoComplete="one-time-code" maxLength={10} />
            </Form.Item>
          </Form>
          {problem && <Alert role="alert" type="error" showIcon title={problem} />}
        </>
      )}
    </Modal>
  );
}
