import { useEffect, useState, useSyncExternalStore } from 'react';

export type Appearance = 'light' | 'dark' | 'system';

const KEY = 'liaoyuan.appearance';
const systemDark = matchMedia('(prefers-color-scheme: dark)');

const subscribe = (changed: () => void) => {
  systemDark.addEventListener('change', changed);
  return () => systemDark.removeEventListener('change', changed);
};

/** What the person chose, and whether that is dark now. */
export function useAppearance() {
  const [appearance, setAppearance] = useState<Appearance>(() => {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  });
  const prefersDark = useSyncExternalStore(subscribe, () => systemDark.matches);
  const dark = appearance === 'dark' || (appearance === 'system' && prefersDark);

  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
  }, [dark]);

  const choose = (wanted: Appearance) => {
    localStorage.setItem(KEY, wanted);
    setAppearance(wanted);
  };
  return { appearance, dark, choose };
}
