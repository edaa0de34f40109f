import { PageFrame } from '../app/PageFrame';
import { SecuritySection } from '../factor/SecuritySection';
import { useText } from '../i18n';
import { Identities } from '../signon/Identities';
import { OfferList } from './OfferList';
import { OrganisationList } from './OrganisationList';
import { OwnData } from './OwnData';
import { PasswordForm } from './PasswordForm';
import { ProfileForm } from './ProfileForm';
import { SessionList } from './SessionList';
import { useSession } from './useSession';

/** One's own account: what one is called, the password, where one is signed in, for whom one acts. */
export default function ProfileScreen() {
  const text = useText();
  const words = text.account;
  const { signInNeeded, person, organisations } = useSession();
  return (
    <PageFrame title={words.account} detail={signInNeeded ? words.signInName(person.name) : words.noPasswordDetail}>
      <OfferList />
      <ProfileForm />
      {person.passwordSet && <PasswordForm />}
      {person.passwordSet && <SecuritySection />}
      {organisations.length > 1 && <OrganisationList />}
      {signInNeeded && <Identities />}
      {signInNeeded && <SessionList />}
      <OwnData />
    </PageFrame>
  );
}
