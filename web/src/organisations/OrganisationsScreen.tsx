import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { OrganisationOverview } from '../api/types';
import { LIST } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { PageFrame } from '../app/PageFrame';
import { useText } from '../i18n';
import { CreateOrganisation } from './CreateOrganisation';
import { DeleteOrganisation } from './DeleteOrganisation';
import { OrganisationRow } from './OrganisationRow';
import { RenameOrganisation } from './RenameOrganisation';
import { useOrganisations } from './useOrganisations';

/** The organisations of the installation, for its owner. */
export default function OrganisationsScreen() {
  const words = useText().organisations;
  const { organisations, error, isLoading, refetch, create, rename, remove } = useOrganisations();
  const [creating, setCreating] = useState(false);
  const [renaming, setRenaming] = useState<OrganisationOverview>();
  const [removing, setRemoving] = useState<OrganisationOverview>();
  return (
    <PageFrame title={words.title} detail={words.detail}>
      <section aria-label={words.title}>
        <Button icon={<PlusOutlined />} onClick={() => setCreating(true)} style={{ marginBottom: 16 }}>{words.create}</Button>
        <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
        <ul style={LIST}>
          {organisations?.map((o) => <OrganisationRow key={o.id} organisation={o} rename={() => setRenaming(o)} remove={() => setRemoving(o)} />)}
        </ul>
      </section>
      <CreateOrganisation create={create} open={creating} close={() => setCreating(false)} />
      <RenameOrganisation organisation={renaming} rename={rename} close={() => setRenaming(undefined)} />
      <DeleteOrganisation organisation={removing} remove={remove} close={() => setRemoving(undefined)} />
    </PageFrame>
  );
}
