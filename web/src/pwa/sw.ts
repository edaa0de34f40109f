import { endsSession, isKept, OwnAnswers } from './own';
import { putDown } from './shared';

/** Written by the build: see service-worker.ts. */
declare const SHELL_FILES: string[];
declare const SHELL_VERSION: string;

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Lasting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
/** What of a service worker's surroundings is used here; TypeScript knows either a page's or a worker's. */
interface Surroundings {
  location: Location;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (e: Lasting) => void): void;
  addEventListener(type: 'fetch', listener: (e: Asked) => void): void;
  addEventListener(type: 'message', listener: (e: MessageEvent) => void): void;
}

const worker = self as unknown as Surroundings;
const SHELL = 'liaoyuan-shell-';
const shell = SHELL + SHELL_VERSION;
const own = new OwnAnswers(caches, (request) => fetch(request));

worker.addEventListener('install', (e) => e.waitUntil(caches.open(shell).then((cache) => cache.addAll(SHELL_FILES))));

worker.addEventListener('activate', (e) => e.waitUntil(takeOver()));

async function takeOver() {
  for (const name of await caches.keys()) if (name.startsWith(SHELL) && name !== shell) await caches.delete(name);
  await worker.clients.claim();
}

// a new version waits until the person says so: a page under way keeps its own files
worker.addEventListener('message', (e) => {
  if (e.data === 'take over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (e) => {
  const answer = answerTo(e.request);
  if (answer) e.respondWith(answer);
});

/** Nothing where it is the network's alone, as streams are. */
function answerTo(request: Request): Promise<Response> | undefined {
  const url = new URL(request.url);
  if (url.origin !== worker.location.origin) return undefined;
  if (endsSession(request.method, url)) return own.change(request);
  if (request.method === 'POST' && url.pathname === '/space/share') return share(request);
  if (request.method === 'DELETE' && isKept(url)) return own.remove(request);
  if (request.method !== 'GET') return undefined;
  if (isKept(url)) return own.answer(request);
  if (request.mode === 'navigate') return /^\/(api|v1|v3|scim|actuator)(\/|$)/.test(url.pathname) ? undefined : page(request);
  return SHELL_FILES.includes(url.pathname) ? file(request) : undefined;
}

/** The page's document as the server gives it; without a server the one that this worker was installed with. */
async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (e) {
    const kept = await (await caches.open(shell)).match('/');
    if (kept) return kept;
    throw e;
  }
}

async function file(request: Request): Promise<Response> {
  return (await (await caches.open(shell)).match(request.url)) ?? fetch(request);
}

async function share(request: Request): Promise<Response> {
  await putDown(caches, await request.formData());
  return Response.redirect('/space/shared', 303);
}
