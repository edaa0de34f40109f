import { body, json, request } from '../api/client';
import type { components } from '../api/schema';

type Schemas = components['schemas'];

export type SignOnProvider = Schemas['SignOnProvider'];
export type ProviderForm = Schemas['ProviderForm'];
export type Finding = Schemas['Finding'];
export type LinkedIdentity = Schemas['LinkedIdentity'];

/** At whose door one stands: another organisation than the first is named in the address. */
export const organisationIn = (search: string) => new URLSearchParams(search).get('organisation') ?? undefined;

const doors = (organisation = organisationIn(location.search)) =>
  json<Schemas['Doors']>(organisation ? `/sign-on?organisation=${encodeURIComponent(organisation)}` : '/sign-on');

/** The browser itself goes there. */
export const startAddress = (provider: string, back: string) => `/api/sign-on/${provider}/start?return=${encodeURIComponent(back)}`;

export const signOnApi = {
  doors,
  list: () => json<Schemas['SignOnProviders']>('/sign-on/providers'),
  add: (form: ProviderForm) => json<SignOnProvider>('/sign-on/providers', { method: 'POST', body: body(form) }),
  change: (id: string, form: ProviderForm) => json<SignOnProvider>(`/sign-on/providers/${id}`, { method: 'PUT', body: body(form) }),
  remove: (id: string) => request(`/api/sign-on/providers/${id}`, { method: 'DELETE' }),
  test: (id: string | null, tryName: string, provider: ProviderForm) =>
    json<Schemas['TrialResult']>('/sign-on/providers/test', { method: 'POST', body: body({ id, tryName, provider }) }),
  identities: () => json<LinkedIdentity[]>('/account/identities'),
  /** @param password one's own, where one has one */
  link: (provider: string, password?: string) => json<Schemas['LinkAddress']>('/account/identities', { method: 'POST', body: body({ provider, password }) }),
  unlink: (id: string) => request(`/api/account/identities/${id}`, { method: 'DELETE' }),
};
