import { Button, Tag, theme } from 'antd';
import { useState } from 'react';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { useText } from '../i18n';
import { factorApi } from './api';
import { AuthenticatorPart } from './AuthenticatorPart';
import { CodesModal } from './CodesModal';
import { PasskeyPart } from './PasskeyPart';
import { PasswordPrompt } from './PasswordPrompt';
import { useFactors } from './useFactors';

/** One's passkeys, authenticator app and recovery codes. */
export function SecuritySection({ changed }: { changed?: () => Promise<unknown> }) {
  const text = useText();
  const words = text.factor;
  const { token } = theme.useToken();
  const { data: own, error, isLoading, refetch, refresh } = useFactors();
  const [codes, setCodes] = useState<string[]>([]);
  const [renewing, setRenewing] = useState(false);

  const added = (fresh: string[]) => {
    setCodes(fresh);
    void refresh();
    void changed?.();
  };
  const has = own && (own.authenticatorSince !== null || own.passkeys.length > 0);
  return (
    <section aria-labelledby="security-title" style={{ maxWidth: 640 }}>
      <h2 id="security-title" style={{ margin: '0 0 4px', fontSize: 16 }}>{words.title}</h2>
      <p style={{ margin: '0 0 16px', color: token.colorTextSecondary }}>{words.detail}</p>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      {own && (
        <>
          <PasskeyPart own={own} added={added} refresh={refresh} />
          <ul style={{ ...LIST, marginTop: 16 }}>
            <AuthenticatorPart own={own} added={added} refresh={refresh} />
            {has && (
              <ListRow
                name={words.codes} tags={<Tag color={own.recoveryCodesLeft < 3 ? 'warning' : 'success'}>{words.codesLeft(own.recoveryCodesLeft)}</Tag>} detail={words.codesDetail}
                actions={<Button onClick={() => setRenewing(true)}>{words.newCodes}</Button>}
              />
            )}
          </ul>
          <PasswordPrompt
            title={words.newCodesTitle} detail={words.newCodesDetail} okText={words.newCodes} open={renewing} close={() => setRenewing(false)}
            act={async (password) => added((await factorApi.newCodes(password)).recoveryCodes)}
          />
        </>
      )}
      <CodesModal codes={codes} close={() => setCodes([])} />
    </section>
  );
}
