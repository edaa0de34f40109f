import { App, Button, Popconfirm, Tag } from 'antd';
import { ApiError } from '../api/client';
import type { Offer } from '../api/types';
import { LIST, ListRow } from '../app/ListRow';
import { dayOf } from '../app/time';
import { useText } from '../i18n';
import { useOffers } from './useOffers';
import { useSession } from './useSession';

/** Invitations into other organisations, to accept or decline; nothing where there is none. */
export function OfferList() {
  const text = useText();
  const words = text.account;
  const { message } = App.useApp();
  const { person } = useSession();
  const { offers, forget, accept, decline } = useOffers();
  if (offers.length === 0) return null;

  const or = async (action: Promise<unknown>, done: string) => {
    try {
      await action;
      void message.success(done);
    } catch (e) {
      const over = e instanceof ApiError && e.status === 410;
      void message.error(over ? words.invitationOver : (e as Error).message || text.offline);
      if (over) await forget();
    }
  };
  const row = (offer: Offer) => {
    const name = offer.organisation || words.mainOrganisation;
    return (
      <ListRow
        key={offer.id} name={name} tags={<Tag>{text.members.roles[offer.role]}</Tag>} detail={words.invitedUntil(dayOf(offer.expiresAt, text.locale))}
        actions={<>
          <Popconfirm title={words.acceptLabel(name)} description={words.acceptSure} okText={words.accept} onConfirm={() => or(accept(offer.id), words.accepted(name))} styles={{ root: { maxWidth: 320 } }}>
            <Button type="primary" disabled={!person.passwordSet} aria-label={words.acceptLabel(name)}>{words.accept}</Button>
          </Popconfirm>
          <Button aria-label={words.declineLabel(name)} onClick={() => void or(decline(offer.id), words.declined(name))}>{words.decline}</Button>
        </>}
      />
    );
  };
  return (
    <section aria-labelledby="offers-title">
      <h2 id="offers-title" style={{ margin: '0 0 4px', fontSize: 16 }}>{words.invitations}</h2>
      <p style={{ margin: '0 0 12px' }}>{person.passwordSet ? words.invitationsDetail : words.invitationsNoPassword}</p>
      <ul style={LIST}>{offers.map(row)}</ul>
    </section>
  );
}
