import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { Door } from '../account/Door';
import { useSession } from '../account/useSession';
import { useText } from '../i18n';
import { SecuritySection } from './SecuritySection';

/** All that is left to somebody whose organisation wants a second factor of them. It stays until they leave it: new codes are shown on it. */
export function EnrolScreen({ preferences, leave }: { preferences: ReactNode; leave: () => void }) {
  const text = useText();
  const words = text.factor;
  const { secondFactorNeeded, organisation, organisations, refresh, signOut, actFor } = useSession();
  const others = organisations.filter((o) => o.id !== organisation?.id);
  return (
    <Door title={words.needed} detail={words.neededDetail} preferences={preferences}>
      {!secondFactorNeeded && (
        <Alert role="status" type="success" showIcon title={words.neededDone} action={<Button type="primary" onClick={leave}>{words.toPage}</Button>} style={{ marginBottom: 16 }} />
      )}
      <SecuritySection changed={refresh} />
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, margin: '24px 0 16px' }}>
        <Button onClick={() => void signOut()}>{text.account.signOut}</Button>
        {others.map((o) => <Button key={o.id} onClick={() => void actFor(o.id)}>{text.account.switchTo(o.name || text.account.mainOrganisation)}</Button>)}
      </div>
    </Door>
  );
}
