/** What of the API is kept for reading offline: who sits here, the list, and each conversation that was opened. */
export function isKept(url: URL): boolean {
  if (url.pathname === '/api/session') return true;
  if (url.pathname === '/api/conversations') return (url.searchParams.get('q') ?? '') === '';
  return /^\/api\/conversations\/[0-9a-f-]{36}$/.test(url.pathname);
}

/** Whether somebody else may sit here afterwards. */
export function endsSession(method: string, url: URL): boolean {
  if (url.pathname.startsWith('/api/sign-on/')) return true;
  if (method === 'GET' || method === 'HEAD') return false;
  return url.pathname === '/api/session' || url.pathname.startsWith('/api/session/') || url.pathname.startsWith('/api/account/memberships/') || (url.pathname === '/api/account' && method === 'DELETE');
}

/** Whose the cache is, as an entry of it. */
const OWNER = '/offline/owner';
export const PERSON = 'liaoyuan-person';
export const SHARED = 'liaoyuan-shared';
const MOST = 300;

interface Seen {
  person?: { id: string } | null;
  organisation?: { id: string } | null;
  csrfToken?: string;
}

/**
 * Answers that one person got, for the times without a network. It belongs to the one whom the server named last, acting for the
 * organisation that it named last; at anybody else, at the end of a session, and at an answer that says there is none, all of it goes.
 * What was asked before that and comes afterwards is not kept.
 */
export class OwnAnswers {
  private generation = 0;

  constructor(
    private readonly stores: CacheStorage,
    private readonly ask: (request: Request) => Promise<Response>,
  ) {}

  async forget(): Promise<void> {
    this.generation++;
    await this.stores.delete(PERSON);
    await this.stores.delete(SHARED);
  }

  /** What the server says; where it can't be reached, what it said last. */
  async answer(request: Request): Promise<Response> {
    const began = this.generation;
    let response: Response;
    try {
      response = await this.ask(request);
    } catch (e) {
      const kept = await (await this.stores.open(PERSON)).match(request);
      if (kept) return kept;
      throw e;
    }
    if (response.status === 401) await this.forget();
    else if (response.status === 404) await (await this.stores.open(PERSON)).delete(request);
    else if (response.ok && new URL(request.url).pathname === '/api/session') await this.meet(request, response.clone());
    else if (response.ok) await this.keep(request, response.clone(), began);
    return response;
  }

  /** Something that may end the session: what is kept goes before the page hears of it. */
  async change(request: Request): Promise<Response> {
    const response = await this.ask(request);
    if (response.ok || response.type === 'opaqueredirect' || response.redirected) await this.forget();
    return response;
  }

  /** What is deleted on the server is deleted here. */
  async remove(request: Request): Promise<Response> {
    const response = await this.ask(request);
    if (response.ok) await (await this.stores.open(PERSON)).delete(request.url);
    return response;
  }

  private async meet(request: Request, response: Response): Promise<void> {
    const { csrfToken: _, ...session } = (await response.json()) as Seen;
    const owner = session.person ? `${session.person.id} ${session.organisation?.id ?? ''}` : '';
    const store = await this.stores.open(PERSON);
    const before = await (await store.match(OWNER))?.text();
    if (owner === '' || (before !== undefined && before !== owner)) await this.forget();
    if (owner === '') return;
    const own = await this.stores.open(PERSON);
    await own.put(OWNER, new Response(owner));
    // the token lets changes through; without a network there are none
    await own.put(request, new Response(JSON.stringify({ ...session, csrfToken: '' }), { headers: { 'Content-Type': 'application/json' } }));
  }

  private async keep(request: Request, response: Response, began: number): Promise<void> {
    const store = await this.stores.open(PERSON);
    if (!(await store.match(OWNER))) return;
    const all = await store.keys();
    // in the order in which they were kept last
    const oldest = all.find(({ url }) => isKept(new URL(url)) && /\/conversations\/./.test(url));
    if (all.length >= MOST && oldest) await store.delete(oldest);
    // nothing is waited for between this and the put: what is forgotten now takes the entry with it
    if (this.generation === began) await store.put(request, response);
  }
}
