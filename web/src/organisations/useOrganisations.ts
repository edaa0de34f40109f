import { useQuery, useQueryClient } from '@tanstack/react-query';
import { body, json, request } from '../api/client';
import type { OneTimeLink, OrganisationOverview } from '../api/types';

export interface NewOrganisation {
  name: string;
  owner: { name: string; displayName?: string };
}

/** A new one, and the link by which its owner sets a password; shown once. */
export interface CreatedOrganisation {
  id: string;
  name: string;
  ownerLink: OneTimeLink;
}

/** The one that the installation began with stays as long as it does. */
export const FIRST = 'local';

const at = (id: string) => `/api/organisations/${encodeURIComponent(id)}`;

/** All organisations of the installation, for its owner. */
export function useOrganisations() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: ['organisations'], queryFn: () => json<OrganisationOverview[]>('/organisations/all') });
  const then = async <T,>(action: Promise<T>) => {
    const result = await action;
    await client.invalidateQueries({ queryKey: ['organisations'] });
    return result;
  };
  return {
    ...query,
    organisations: query.data,
    create: (wanted: NewOrganisation) => then(json<CreatedOrganisation>('/organisations', { method: 'POST', body: body(wanted) })),
    rename: (id: string, name: string) => then(request(at(id), { method: 'PATCH', body: body({ name }) })),
    /** The name is what was typed: the server compares. */
    remove: (id: string, name: string) => then(request(at(id), { method: 'DELETE', body: body({ name }) })),
  };
}
