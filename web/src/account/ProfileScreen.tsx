import { Button, Tag } from 'antd';
import { LIST, ListRow } from '../app/ListRow';
import { PageFrame } from '../app/PageFrame';
import { SecuritySection } from '../factor/SecuritySection';
import { useText } from '../i18n';
import { Identities } from '../signon/Identities';
import { OwnData } from './OwnData';
import { PasswordForm } from './PasswordForm';
import { ProfileForm } from './ProfileForm';
import { SessionList } from './SessionList';
import { useSession } from './useSession';

/** One's own account: what one is called, the password, where one is signed in, for whom one acts. */
export default function ProfileScreen() {
  const text = useText();
  const words = text.account;
  const { signInNeeded, person, organisation, organisations, actFor } = useSession();
  return (
    <PageFrame title={words.account} detail={signInNeeded ? words.signInName(person.name) : words.noPasswordDetail}>
      <ProfileForm />
      {person.passwordSet && <PasswordForm />}
      {person.passwordSet && <SecuritySection />}
      {signInNeeded && <Identities />}
      {signInNeeded && <SessionList />}
      <OwnData />
      {organisations.length > 1 && (
        <section aria-labelledby="organisations-title">
          <h2 id="organisations-title" style={{ margin: '0 0 4px', fontSize: 16 }}>{words.organisations}</h2>
          <p style={{ margin: '0 0 12px' }}>{words.organisationsDetail}</p>
          <ul style={LIST}>
            {organisations.map((o) => (
              <ListRow
                key={o.id} name={o.name || words.mainOrganisation} tags={<Tag>{text.members.roles[o.role]}</Tag>}
                actions={o.id === organisation?.id ? words.actingFor : <Button onClick={() => void actFor(o.id)}>{words.switchTo(o.name || words.mainOrganisation)}</Button>}
              />
            ))}
          </ul>
        </section>
      )}
    </PageFrame>
  );
}
