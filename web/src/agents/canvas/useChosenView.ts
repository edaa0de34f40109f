import { useState } from 'react';

/** Which of several ways of showing something a person chose last; the first where they never did. */
export function useChosenView<T extends string>(key: string, views: readonly [T, ...T[]]) {
  const [view, setView] = useState<T>(() => {
    const kept = localStorage.getItem(key);
    return views.find((each) => each === kept) ?? views[0];
  });
  const choose = (wanted: T) => {
    localStorage.setItem(key, wanted);
    setView(wanted);
  };
  return [view, choose] as const;
}
