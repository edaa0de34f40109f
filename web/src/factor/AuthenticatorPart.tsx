import { App, Button, Tag } from 'antd';
import { useState } from 'react';
import type { AuthenticatorSecret, OwnFactors } from '../api/types';
import { ListRow } from '../app/ListRow';
import { dayOf } from '../app/time';
import { useText } from '../i18n';
import { factorApi } from './api';
import { AppSetup } from './AppSetup';
import { PasswordPrompt } from './PasswordPrompt';

interface Props {
  own: OwnFactors;
  added: (recoveryCodes: string[]) => void;
  refresh: () => Promise<unknown>;
}

/** The authenticator app: whether there is one, and the ways to change that. */
export function AuthenticatorPart({ own, added, refresh }: Props) {
  const text = useText();
  const words = text.factor;
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const [secret, setSecret] = useState<AuthenticatorSecret>();
  const since = own.authenticatorSince;

  const remove = async (password: string) => {
    await factorApi.removeApp(password);
    void message.success(words.appRemoved);
    await refresh();
  };
  const done = (codes: string[]) => {
    setSecret(undefined);
    void message.success(words.appAdded);
    added(codes);
  };

  return (
    <>
      <ListRow
        name={words.app} tags={since ? <Tag color="success">{words.appOn(dayOf(since, text.locale))}</Tag> : <Tag>{words.appOff}</Tag>} detail={words.appDetail}
        actions={since
          ? <Button danger aria-label={words.removeApp} onClick={() => setAsking(true)}>{words.removeShort}</Button>
          : <Button aria-label={words.setUpAppTitle} onClick={() => setAsking(true)}>{words.setUpApp}</Button>}
      />
      {since ? (
        <PasswordPrompt title={words.removeApp} detail={words.removeAppDetail} okText={words.removeShort} danger open={asking} close={() => setAsking(false)} act={remove} />
      ) : (
        <PasswordPrompt title={words.setUpAppTitle} okText={words.goOn} open={asking} close={() => setAsking(false)} act={async (password) => setSecret(await factorApi.beginApp(password))} />
      )}
      <AppSetup secret={secret} close={() => setSecret(undefined)} done={done} />
    </>
  );
}
