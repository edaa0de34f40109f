import { useSyncExternalStore } from 'react';
import { PERSON, SHARED } from './own';

/** A version that is here and waits for the person's word. */
let waiting: ServiceWorker | undefined;
const listeners = new Set<() => void>();

const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => void listeners.delete(changed);
};
const offer = (worker: ServiceWorker | undefined) => {
  waiting = worker;
  listeners.forEach((changed) => changed());
};

/**
 * Lets the page be installed and read without a network. What was asked before the first worker was there is asked again through it,
 * so that it is kept. Where a browser has none, or the address is neither https nor this machine's, nothing happens.
 */
export async function registerWorker(anew: () => void): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  const container = navigator.serviceWorker;
  let controlled = container.controller !== null;
  container.addEventListener('controllerchange', () => {
    if (controlled) location.reload();
    else anew();
    controlled = true;
  });
  const registration = await container.register('/sw.js');
  if (registration.waiting && controlled) offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && container.controller) offer(worker);
    });
  });
}

export function useUpdate() {
  const worker = useSyncExternalStore(subscribe, () => waiting);
  return { ready: worker !== undefined, load: () => worker?.postMessage('take over'), later: () => offer(undefined) };
}

const onNetwork = (changed: () => void) => {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
};

export const useOnline = () => useSyncExternalStore(onNetwork, () => navigator.onLine);

/** What the worker forgets at the end of a session; here once more for a page that was loaded past it. */
export async function forgetKept(): Promise<void> {
  if ('caches' in window) await Promise.all([PERSON, SHARED].map((name) => caches.delete(name)));
}
