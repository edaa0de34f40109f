import { App, Button, Popconfirm, Tag } from 'antd';
import { useState } from 'react';
import type { ApiKey } from '../api/types';
import { ListRow } from '../app/ListRow';
import { dayOf, moment } from '../app/time';
import { useText } from '../i18n';
import { ChangeKey } from './ChangeKey';
import { stateOf, type KeyTerms } from './useKeys';

interface Props {
  apiKey: ApiKey;
  /** What whoever has it is called; undefined for oneself. */
  of: string | undefined;
  change: (terms: KeyTerms) => Promise<void>;
  revoke: () => Promise<void>;
}

/** One key: what it may do, how long, and when it was last used. */
export function KeyRow({ apiKey, of, change, revoke }: Props) {
  const text = useText();
  const words = text.keys;
  const { message } = App.useApp();
  const [changing, setChanging] = useState(false);
  const state = stateOf(apiKey);

  const confirmed = () =>
    void revoke().then(() => message.success(words.revokedNow(apiKey.name))).catch((e: Error) => message.error(e.message || text.offline));
  const ends = apiKey.expiresAt === null ? words.endless : words.endsOn(dayOf(apiKey.expiresAt, text.locale));
  const amount = (value: number | null) => value && value.toLocaleString(text.locale);
  const bounds = [
    apiKey.scopes.map((scope) => words.scopeNames[scope] ?? scope).join(' · '), apiKey.models.join(', ') || words.allModels, apiKey.routes.join(', '),
    words.limits(amount(apiKey.requestsPerMinute) || null, amount(apiKey.tokensPerMinute) || null),
  ];
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
        <div>{bounds.filter(Boolean).join(' · ')}</div>
        <div>{times.join(' · ')}</div>
      </>}
      actions={state === 'works' && <>
        <Button aria-label={words.change(apiKey.name)} onClick={() => setChanging(true)}>{words.changeShort}</Button>
        <ChangeKey apiKey={apiKey} change={change} open={changing} close={() => setChanging(false)} />
        <Popconfirm title={words.revoke(apiKey.name)} description={words.revokeSure} okText={words.revokeShort} okButtonProps={{ danger: true }} onConfirm={confirmed} styles={{ root: { maxWidth: 320 } }}>
          <Button danger aria-label={words.revoke(apiKey.name)}>{words.revokeShort}</Button>
        </Popconfirm>
      </>}
    />
  );
}
