import { DeleteOutlined, EditOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import type { OrganisationOverview } from '../api/types';
import { ListRow } from '../app/ListRow';
import { dayOf } from '../app/time';
import { useText } from '../i18n';
import { FIRST } from './useOrganisations';

/** What the page calls an organisation: the first may have no name, others' ids stand for one. */
export function useOrganisationName() {
  const text = useText();
  return ({ id, name }: Pick<OrganisationOverview, 'id' | 'name'>) => name || (id === FIRST ? text.account.mainOrganisation : id);
}

interface Props {
  organisation: OrganisationOverview;
  rename: () => void;
  remove: () => void;
}

/** One organisation, and what its installation's owner may do to it. */
export function OrganisationRow({ organisation, rename, remove }: Props) {
  const text = useText();
  const words = text.organisations;
  const name = useOrganisationName()(organisation);
  const first = organisation.id === FIRST;
  return (
    <ListRow
      name={name} tags={first && <Tag>{words.first}</Tag>}
      detail={[words.people(organisation.people), words.since(dayOf(organisation.createdAt, text.locale))].join(' · ')}
      actions={<>
        <Button type="text" icon={<EditOutlined />} aria-label={words.rename(name)} title={words.renameShort} onClick={rename} />
        {!first && <Button type="text" danger icon={<DeleteOutlined />} aria-label={words.remove(name)} title={text.remove} onClick={remove} />}
      </>}
    />
  );
}
