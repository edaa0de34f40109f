import { createContext, useContext } from 'react';
import { en, type Dictionary } from './en';
import { zh } from './zh';

export type Language = 'zh' | 'en';

export const dictionaries: Record<Language, Dictionary> = { zh, en };

const KEY = 'liaoyuan.language';

/** What the person chose, else what the browser asks for. */
export function initialLanguage(): Language {
  const chosen = localStorage.getItem(KEY);
  if (chosen === 'zh' || chosen === 'en') return chosen;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export function rememberLanguage(language: Language) {
  localStorage.setItem(KEY, language);
}

const TextContext = createContext<Dictionary>(en);

export const TextProvider = TextContext.Provider;

/** The page's words in the person's language. */
export const useText = () => useContext(TextContext);
