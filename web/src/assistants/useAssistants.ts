import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { SpaceFilter } from '../api/types';
import { useText, type Language } from '../i18n';
import { assistantsApi } from './api';

const ASSISTANTS = ['assistants'] as const;
const PERSONAS = ['personas'] as const;

/** The language in which assistants and personas speak: the page's. */
export const useLanguage = (): Language => (useText().locale.startsWith('zh') ? 'zh' : 'en');

export function useAssistants() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: ASSISTANTS, queryFn: assistantsApi.list });
  const then = async <T>(action: Promise<T>) => {
    const result = await action;
    await client.invalidateQueries({ queryKey: ASSISTANTS });
    return result;
  };
  return { ...query, assistants: query.data, then };
}

export function usePersonas() {
  const client = useQueryClient();
  const query = useQuery({ queryKey: PERSONAS, queryFn: assistantsApi.personas });
  const then = async <T>(action: Promise<T>) => {
    const result = await action;
    await client.invalidateQueries({ queryKey: PERSONAS });
    return result;
  };
  return { ...query, list: query.data, then };
}

/** With whom, and about what, the next new conversation is begun. */
export interface Next {
  assistant?: string | undefined;
  /** Undefined: the usual one. */
  persona?: string | undefined;
  /** Undefined: with memory. */
  memory?: boolean | undefined;
  /** An answer that was handed over. */
  text?: string | undefined;
  /** A question that is asked at once, to this part of the person's material. */
  ask?: { content: string; material: SpaceFilter } | undefined;
}

let next: Next = {};
const listeners = new Set<() => void>();
const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => void listeners.delete(changed);
};

export function begin(wanted: Next) {
  next = wanted;
  listeners.forEach((changed) => changed());
}

export const useNext = () => useSyncExternalStore(subscribe, () => next);
