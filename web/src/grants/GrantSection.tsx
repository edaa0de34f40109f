import { Button, Tag } from 'antd';
import { useState } from 'react';
import type { ModelRule } from '../api/types';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { useText } from '../i18n';
import { ChooseWho } from './ChooseWho';
import { useGrants, type Kept } from './useGrants';

/** Which models, assistants, or databases and servers, the organisation keeps for whom. */
export function GrantSection({ kind }: { kind: Kept }) {
  const text = useText();
  const words = text.grants;
  const { rules, error, isLoading, refetch, keep, open } = useGrants(kind);
  const [chosen, setChosen] = useState<ModelRule>();
  const [choosing, setChoosing] = useState(false);

  const who = ({ restricted, roles, people, groups }: ModelRule) => {
    if (!restricted) return words.everybody;
    const named = [...roles.map((role) => text.members.roles[role]), ...people.map((person) => person.name), ...(groups.length ? [words.groups(groups.join(', '))] : [])];
    return named.join(', ') || words.managers;
  };
  const row = (rule: ModelRule) => (
    <ListRow
      key={rule.resource} name={rule.title || rule.resource} detail={who(rule)}
      tags={<>{rule.restricted && <Tag color="warning">{words.kept}</Tag>}{!rule.title && <Tag>{words.gone}</Tag>}</>}
      actions={<Button aria-label={words.change(rule.title || rule.resource)} onClick={() => { setChosen(rule); setChoosing(true); }}>{words.changeShort}</Button>}
    />
  );
  if (rules?.length === 0) return null;
  return (
    <section aria-labelledby={`grants-${kind}`}>
      <h2 id={`grants-${kind}`} style={{ margin: '0 0 4px', fontSize: 16 }}>{words.titles[kind]}</h2>
      <p style={{ margin: '0 0 12px' }}>{words.details[kind]}</p>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      <ul style={LIST}>{rules?.map(row)}</ul>
      {chosen && <ChooseWho rule={chosen} keep={keep} unlock={open} open={choosing} close={() => setChoosing(false)} gone={() => setChosen(undefined)} />}
    </section>
  );
}
