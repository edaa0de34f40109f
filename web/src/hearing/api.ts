import { body, json, request } from '../api/client';
import type { components } from '../api/schema';

type Schemas = components['schemas'];
export type Saving = Schemas['HearingResultSaving'];
export type Stored = Schemas['HearingResult'];

export const HEARING = ['hearing-results'] as const;

export const hearingApi = {
  list: () => json<Schemas['HearingResults']>('/hearing/results'),
  save: (result: Saving) => json<Stored>('/hearing/results', { method: 'POST', body: body(result) }),
  importCsv: (csv: string, measuredAt: string) => json<Stored>('/hearing/results/import', { method: 'POST', body: body({ csv, measuredAt }) }),
  remove: (id: string) => request(`/api/hearing/results/${encodeURIComponent(id)}`, { method: 'DELETE' }),
};
