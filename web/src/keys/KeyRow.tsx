import { App, Button, Popconfirm, Tag } from 'antd';
import type { ApiKey } from '../api/types';
import { ListRow } from '../app/ListRow';
import { dayOf, moment } from '../app/time';
import { useText } from '../i18n';
import { stateOf } from './useKeys';

interface Props {
  apiKey: ApiKey;
  /** What whoever has it is called; undefined for oneself. */
  of: string | undefined;
  revoke: () => Promise<void>;
}

/** One key: what it may do, how long, and when it was last used. */
export function KeyRow({ apiKey, of, revoke }: Props) {
  const text = useText();
  const words = text.keys;
  const { message } = App.useApp();
  const state = stateOf(apiKey);

  const confirmed = () =>
    void revoke().then(() => message.success(words.revokedNow(apiKey.name))).catch((e: Error) => message.error(e.message || text.offline));
  const ends = apiKey.expiresAt === null ? words.endless : words.endsOn(dayOf(apiKey.expiresAt, text.locale));
  const times = [
    words.created(dayOf(apiKey.createdAt, text.locale)), ends, apiKey.lastUsedAt === null ? words.neverUsed : words.lastUsed(moment(apiKey.lastUsedAt, text.locale)),
  ];
  return (
    <ListRow
      name={apiKey.name}
      tags={<>
        <code className="inline-code">{apiKey.prefix}…</code>
        {state !== 'works' && <Tag color={state === 'revoked' ? 'red' : 'default'}>{words[state]}</Tag>}
        {of && <Tag>{words.of(of)}</Tag>}
      </>}
      detail={<>
        <div>{apiKey.scopes.map((scope) => words.scopeNames[scope] ?? scope).join(' · ')} · {apiKey.models.join(', ') || words.allModels}</div>
        <div>{times.join(' · ')}</div>
      </>}
      actions={state === 'works' && (
        <Popconfirm title={words.revoke(apiKey.name)} description={words.revokeSure} okText={words.revokeShort} okButtonProps={{ danger: true }} onConfirm={confirmed} styles={{ root: { maxWidth: 320 } }}>
          <Button danger aria-label={words.revoke(apiKey.name)}>{words.revokeShort}</Button>
        </Popconfirm>
      )}
    />
  );
}
