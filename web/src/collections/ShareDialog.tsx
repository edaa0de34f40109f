import { Alert, Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { useSession } from '../account/useSession';
import type { CollectionGrant, SpaceCollection } from '../api/types';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { useGroupNames } from '../grants/useGrants';
import { useText } from '../i18n';
import { ROLES, useMembers } from '../members/useMembers';
import { useCollectionGrants } from './useCollections';

type Grantee = Pick<CollectionGrant, 'kind' | 'name'>;
type Right = SpaceCollection['right'];

const RIGHTS: Right[] = ['READ', 'EDIT', 'MANAGE'];
const keyOf = ({ kind, name }: Grantee) => `${kind} ${name}`;
const granteeOf = (key: string): Grantee => ({ kind: key.slice(0, key.indexOf(' ')) as Grantee['kind'], name: key.slice(key.indexOf(' ') + 1) });

interface Props {
  collection: SpaceCollection;
  open: boolean;
  close: () => void;
}

/** To whom a collection is open; each change holds at once. */
export function ShareDialog({ collection, open, close }: Props) {
  const text = useText();
  const words = text.collections;
  return (
    <Modal open={open} title={words.shareOf(collection.name)} footer={<Button onClick={close}>{words.done}</Button>} onCancel={close} destroyOnHidden>
      <p style={{ marginTop: 0 }}>{words.rightsHelp} {words.makerAlways}</p>
      <Grants id={collection.id} />
    </Modal>
  );
}

function Grants({ id }: { id: string }) {
  const text = useText();
  const words = text.collections;
  const { grants, error, isLoading, refetch, grant, withdraw } = useCollectionGrants(id);
  const [chosen, setChosen] = useState<string>();
  const [right, setRight] = useState<Right>('READ');
  const [problem, setProblem] = useState('');
  const options = useGrantees(grants ?? []);
  const rights = RIGHTS.map((value) => ({ value, label: words.rights[value] }));

  const attempt = async (action: Promise<unknown>) => {
    setProblem('');
    try {
      await action;
      setChosen(undefined);
    } catch (e) {
      setProblem((e as Error).message || text.offline);
    }
  };
  const named = ({ kind, title, name }: CollectionGrant) => (kind === 'EVERYBODY' ? words.kinds.EVERYBODY : kind === 'ROLE' ? text.members.roles[name.toUpperCase() as keyof typeof text.members.roles] : title);
  return (
    <>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      {grants?.length === 0 && <p>{words.notShared}</p>}
      <ul style={LIST}>
        {grants?.map((each) => (
          <ListRow
            key={keyOf(each)} name={named(each)} detail={each.kind === 'EVERYBODY' ? undefined : words.kinds[each.kind]}
            actions={<>
              <Select<Right> value={each.right} options={rights} aria-label={words.rightOf(named(each))} style={{ minWidth: 120 }} onChange={(value) => void attempt(grant({ ...granteeOf(keyOf(each)), name: wanted(each), right: value }))} />
              <Button danger aria-label={words.withdrawOf(named(each))} onClick={() => void attempt(withdraw({ kind: each.kind, name: wanted(each) }))}>{words.withdraw}</Button>
            </>}
          />
        ))}
      </ul>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 12 }}>
        <Select value={chosen} options={options} aria-label={words.shareWith} placeholder={words.shareWith} showSearch={{ optionFilterProp: 'label' }} style={{ flex: '1 1 200px', minWidth: 0 }} onChange={setChosen} />
        <Select<Right> value={right} options={rights} aria-label={words.right} style={{ minWidth: 120 }} onChange={setRight} />
        <Button type="primary" disabled={chosen === undefined} onClick={() => chosen !== undefined && void attempt(grant({ ...granteeOf(chosen), right }))}>{words.add}</Button>
      </div>
      {problem && <Alert role="alert" type="error" showIcon title={problem} style={{ marginTop: 12 }} />}
    </>
  );
}

/** As requests name it: the list has roles as the database does. */
const wanted = ({ kind, name }: Grantee) => (kind === 'ROLE' ? name.toUpperCase() : name);

/** To whom it may be opened that it is not open to yet. */
function useGrantees(grants: CollectionGrant[]) {
  const text = useText();
  const words = text.collections;
  const { person, may } = useSession();
  const { members } = useMembers();
  const { data: groups } = useGroupNames(may('MANAGE_GRANTS'));
  const taken = new Set(grants.map((each) => keyOf({ kind: each.kind, name: wanted(each) })));
  const free = (kind: Grantee['kind'], all: { name: string; label: string }[]) =>
    all.map(({ name, label }) => ({ value: keyOf({ kind, name }), label })).filter(({ value }) => !taken.has(value));
  return [
    { label: words.kinds.EVERYBODY, options: free('EVERYBODY', [{ name: '', label: words.kinds.EVERYBODY }]) },
    { label: words.kinds.PERSON, options: free('PERSON', (members ?? []).filter(({ id }) => id !== person.id).map(({ id, displayName, name }) => ({ name: id, label: displayName || name }))) },
    { label: words.kinds.ROLE, options: free('ROLE', ROLES.map((role) => ({ name: role, label: text.members.roles[role] }))) },
    { label: words.kinds.GROUP, options: free('GROUP', (groups ?? []).map((name) => ({ name, label: name }))) },
  ].filter(({ options }) => options.length > 0);
}
