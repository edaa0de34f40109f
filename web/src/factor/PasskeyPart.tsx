import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Form, Input, theme } from 'antd';
import { useState } from 'react';
import { agentName } from '../account/agent';
import type { OwnFactors } from '../api/types';
import { LIST } from '../app/ListRow';
import { useText } from '../i18n';
import { factorApi } from './api';
import { PasskeyRow } from './PasskeyRow';
import { PasswordPrompt } from './PasswordPrompt';
import { canUsePasskeys } from './webauthn';

const byNumbers = () => /^[0-9.]+$|:/.test(location.hostname);

interface Props {
  own: OwnFactors;
  added: (recoveryCodes: string[]) => void;
  refresh: () => Promise<unknown>;
}

/** The passkeys that one has, and a way to add one. */
export function PasskeyPart({ own, added, refresh }: Props) {
  const text = useText();
  const words = text.factor;
  const { token } = theme.useToken();
  const { message } = App.useApp();
  const [adding, setAdding] = useState(false);

  const add = async (password: string, { name = '' }: Record<string, string>) => {
    const { passkey, recoveryCodes } = await factorApi.addPasskey(name, password);
    void message.success(words.passkeyAdded(passkey.name), 5);
    added(recoveryCodes);
  };

  const possible = canUsePasskeys() && !byNumbers();
  return (
    <div>
      <h3 style={{ margin: '0 0 4px', fontSize: 14 }}>{words.passkeys}</h3>
      <p style={{ margin: '0 0 8px', color: token.colorTextSecondary }}>{words.passkeysDetail}</p>
      <ul style={LIST}>{own.passkeys.map((passkey) => <PasskeyRow key={passkey.id} passkey={passkey} refresh={refresh} />)}</ul>
      {possible
        ? <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>{words.addPasskey}</Button>
        : <p style={{ margin: 0 }}>{byNumbers() ? words.byNumbers : words.noPasskeysHere}</p>}
      <PasswordPrompt title={words.addPasskey} okText={words.goOn} open={adding} close={() => setAdding(false)} act={add} initialValues={{ name: agentName(navigator.userAgent) }}>
        <Form.Item name="name" label={words.passkeyName} rules={[{ required: true, whitespace: true, message: text.account.needed }]}><Input autoFocus maxLength={100} autoComplete="off" /></Form.Item>
      </PasswordPrompt>
    </div>
  );
}
