import { KeyOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { accountApi } from '../account/api';
import { ApiError } from '../api/client';
import type { Session } from '../api/types';
import { useText } from '../i18n';
import { canUsePasskeys, showPasskey } from './webauthn';

interface Props {
  enter: (session: Session) => void;
  fail: (problem: string) => void;
}

/** Signs in by a passkey; nothing where there can't be one. */
export function PasskeyButton({ enter, fail }: Props) {
  const text = useText();
  const words = text.factor;
  const [asking, setAsking] = useState(false);
  if (!canUsePasskeys()) return null;

  const said = (error: Error) => {
    const status = error instanceof ApiError ? error.status : 0;
    if (error instanceof DOMException || status === 410) return words.cancelled;
    if (status === 401) return words.passkeyRefused;
    if (status === 409) return words.byNumbers;
    return error.message || text.offline;
  };
  const signIn = async () => {
    setAsking(true);
    fail('');
    try {
      enter(await accountApi.signInByPasskey(await showPasskey(await accountApi.passkeyQuestion())));
    } catch (e) {
      fail(said(e as Error));
      setAsking(false);
    }
  };
  return <Button block size="large" icon={<KeyOutlined aria-hidden />} loading={asking} onClick={() => void signIn()}>{words.byPasskey}</Button>;
}
