import { json, request } from '../api/client';

export interface OfferedModel {
  name: string;
}

export interface Provider {
  id: string;
  preset: string;
  kind: 'OPENAI' | 'ANTHROPIC';
  baseUrl: string;
  inHouse: boolean;
  models: OfferedModel[];
  hasKey: boolean;
  isFixed: boolean;
}

export interface Preset {
  name: string;
  title: string;
  kind: Provider['kind'];
  baseUrl: string;
  inHouse: boolean;
  naming: string;
  namingZh: string;
}

export type Policy = 'FALLBACK' | 'WEIGHTED' | 'LEAST_LATENCY' | 'CHEAPEST';

export interface Alias {
  name: string;
  policy: Policy;
  targets: string[];
  localOnly: boolean;
  isFixed: boolean;
}

export interface Tested {
  ok: boolean;
  millis: number;
  models: string[];
  problem: string | null;
}

export interface ProviderChange {
  id?: string;
  preset?: string;
  kind?: Provider['kind'];
  baseUrl: string;
  inHouse: boolean;
  key?: string;
  models: OfferedModel[];
}

const send = (method: string, value: unknown) => ({ method, body: JSON.stringify(value) });
const at = (id: string) => `/providers/${encodeURIComponent(id)}`;

export const providersApi = {
  list: () => json<Provider[]>('/providers'),
  presets: () => json<Preset[]>('/providers/presets'),
  add: (provider: ProviderChange) => json<Provider>('/providers', send('POST', provider)),
  change: (id: string, change: ProviderChange) => json<Provider>(at(id), send('PATCH', change)),
  remove: (id: string) => request(`/api${at(id)}`, { method: 'DELETE' }),
  test: (id: string) => json<Tested>(`${at(id)}/test`, { method: 'POST' }),
  aliases: () => json<Alias[]>('/aliases'),
  putAlias: ({ name, policy, targets, localOnly }: Pick<Alias, 'name' | 'policy' | 'targets' | 'localOnly'>) =>
    json<Alias>(`/aliases/${encodeURIComponent(name)}`, send('PUT', { policy, targets, localOnly })),
  removeAlias: (name: string) => request(`/api/aliases/${encodeURIComponent(name)}`, { method: 'DELETE' }),
};
