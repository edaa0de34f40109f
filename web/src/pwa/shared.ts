import { SHARED } from './own';

/** Something that another app shared: a file, or text with its address. */
export interface SharedThing {
  key: string;
  file: File;
}

const MOST = 50;

/** Puts down what came in a form, until a person says whether it is kept. */
export async function putDown(stores: CacheStorage, form: FormData): Promise<void> {
  await stores.delete(SHARED);
  const store = await stores.open(SHARED);
  const words = ['title', 'text', 'url'].map((name) => form.get(name)).filter((value) => typeof value === 'string' && value.trim() !== '');
  const files = form.getAll('files').filter((value) => value instanceof File).slice(0, MOST);
  if (words.length > 0) files.push(new File([words.join('\n\n')], ''));
  for (const [i, file] of files.entries()) {
    await store.put(`/offline/shared/${i}`, new Response(file, { headers: { 'X-Name': encodeURIComponent(file.name) } }));
  }
}

/** What lies there. A name that is empty stands for text. */
export async function lookUp(stores: CacheStorage): Promise<SharedThing[]> {
  if (!(await stores.has(SHARED))) return [];
  const store = await stores.open(SHARED);
  const all: SharedThing[] = [];
  for (const request of await store.keys()) {
    const response = await store.match(request);
    if (response) all.push({ key: request.url, file: new File([await response.blob()], decodeURIComponent(response.headers.get('X-Name') ?? '')) });
  }
  return all;
}

export const clear = (stores: CacheStorage) => stores.delete(SHARED);
