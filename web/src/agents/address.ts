/** What the page of agents shows. */
export type AgentsView = { view: 'ready' | 'drafts' | 'runs' | 'connections' | 'triggers' } | { view: 'draft' | 'run' | 'releases' | 'evaluations'; id: string } | { view: 'start'; id: string; from: string | undefined };

const ID = /^[0-9a-f-]{36}$/;

/** What stands in its address after ?. */
export function viewIn(query: string): AgentsView {
  const words = new URLSearchParams(query);
  const id = (name: string) => (ID.test(words.get(name) ?? '') ? words.get(name)! : undefined);
  for (const view of ['draft', 'run', 'releases', 'evaluations'] as const) if (id(view)) return { view, id: id(view)! };
  if (id('start')) return { view: 'start', id: id('start')!, from: id('from') };
  return { view: (['drafts', 'runs', 'connections', 'triggers'] as const).find((view) => words.has(view)) ?? 'ready' };
}

export const addressOf = (shown: AgentsView): string => {
  if (shown.view === 'ready') return '/agents';
  if (shown.view === 'start') return `/agents?start=${shown.id}${shown.from ? `&from=${shown.from}` : ''}`;
  return 'id' in shown ? `/agents?${shown.view}=${shown.id}` : `/agents?${shown.view}`;
};
