import { body, json } from '../api/client';
import type { components } from '../api/schema';

type Schemas = components['schemas'];
export type WebServices = Schemas['WebServices'];
export type WebService = Schemas['WebService'];
export type WebServiceKind = Schemas['WebServiceKind'];
export type WebTried = Schemas['WebTried'];
export type WebSearchStatus = Schemas['WebSearchStatus'];

export const STATUS = ['web-search'] as const;
export const SERVICES = ['web-services'] as const;

const at = (id: string) => `/web/services/${encodeURIComponent(id)}`;

export const webSearchApi = {
  status: () => json<WebSearchStatus>('/web'),
  services: () => json<WebServices>('/web/services'),
  add: (kind: string, address: string, key: string) => json<WebServices>('/web/services', { method: 'POST', body: body({ kind, address, key }) }),
  change: (id: string, address: string, key: string | undefined) => json<WebServices>(at(id), { method: 'PATCH', body: body({ address, ...(key ? { key } : {}) }) }),
  remove: (id: string) => json<WebServices>(at(id), { method: 'DELETE' }),
  order: (ids: string[]) => json<WebServices>('/web/services/order', { method: 'PUT', body: body({ ids }) }),
  set: (change: { enabled?: boolean; readPages?: boolean }) => json<WebServices>('/web/services/switch', { method: 'PUT', body: body(change) }),
  attempt: (id: string) => json<WebTried>(`${at(id)}/try`, { method: 'POST', body: body({}) }),
  organisation: (allowed: boolean) => json<WebSearchStatus>('/web/organisation', { method: 'PUT', body: body({ allowed }) }),
};
