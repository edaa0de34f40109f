import type { OneTimeLink } from '../api/types';
import { ShownOnce } from '../app/ShownOnce';
import { moment } from '../app/time';
import { useText } from '../i18n';
import { linkAddress } from './useMembers';

/** A one-time link and what to do with it. */
export function LinkNote({ name, link }: { name: string; link: OneTimeLink }) {
  const text = useText();
  return (
    <>
      <ShownOnce label={text.members.link} secret={linkAddress(location.origin, name, link.token)} />
      <p style={{ margin: '12px 0 0' }}>{text.members.linkHow(moment(link.expiresAt, text.locale))}</p>
    </>
  );
}
