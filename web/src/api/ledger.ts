import { body, json, request } from './client';

export const GROUPINGS = ['DAY', 'MODEL', 'PERSON', 'ORGANISATION', 'KEY'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Several requests together; the name is the day, model, person, organisation or key. */
export interface Sum {
  name: string;
  requests: number;
  failed: number;
  tokensIn: number;
  tokensOut: number;
  tokensCached: number;
  joules: number;
  facilityJoules: number;
  measured: boolean;
  electricityYuan: number;
  providerYuan: number;
  yuan: number;
  carbonGrams: number;
}

export interface Sums {
  by: Grouping;
  from: string;
  to: string;
  rows: Sum[];
  total: Sum;
}

export const SUBJECTS = ['PERSON', 'KEY', 'ORGANISATION'] as const;
export const PERIODS = ['DAY', 'MONTH'] as const;
export const UNITS = ['TOKENS', 'YUAN', 'JOULES'] as const;

export interface BudgetAmount {
  subject: (typeof SUBJECTS)[number];
  subjectId: string;
  period: (typeof PERIODS)[number];
  unit: (typeof UNITS)[number];
  amount: number;
}

export interface BudgetStatus {
  budget: BudgetAmount & { id: string };
  used: number;
  share: number;
  warning: boolean;
  exhausted: boolean;
  renews: string;
}

/** What a calculation starts from; what is left out the server fills in. */
export interface Servers {
  servers: number;
  kilowatts: number;
  pue: number;
  yuanPerKwh: number;
  yuanPerServer: number;
  years: number;
  tokensPerSecond: number;
  providerYuanPerMillion: number;
}

export interface Calculation {
  given: Servers;
  costs: {
    kwhPerServerDay: number;
    electricityPerServerDay: number;
    electricityPerDay: number;
    writeOffPerServerDay: number;
    perDay: number;
    carbonKilogramsPerDay: number;
    yuanPerMillionFull: number;
    breakEvenTokensPerDay: number;
    breakEvenLoad: number;
  };
}

const PARAMETERS: Record<keyof Servers, string> = {
  servers: 'servers', kilowatts: 'kw', pue: 'pue', yuanPerKwh: 'tariff', yuanPerServer: 'price', years: 'years', tokensPerSecond: 'rate',
  providerYuanPerMillion: 'provider',
};

export const ledger = {
  sums: (by: Grouping, from: string) => json<Sums>(`/ledger/sums?by=${by}&from=${from}`),
  sumsCsv: (by: Grouping, from: string) => `/api/ledger/sums.csv?by=${by}&from=${from}`,
  entriesCsv: (from: string) => `/api/ledger/entries.csv?from=${from}`,
  budgets: () => json<BudgetStatus[]>('/budgets'),
  setBudget: (budget: BudgetAmount) => json<BudgetStatus>('/budgets', { method: 'PUT', body: body(budget) }),
  removeBudget: (id: string) => request(`/api/budgets/${id}`, { method: 'DELETE' }),
  calculate: (servers: Partial<Servers>) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(servers)) query.set(PARAMETERS[name as keyof Servers], String(value));
    return json<Calculation>(`/ledger/calculator?${query}`);
  },
};
