import { useEffect, useRef } from 'react';

interface Actions {
  search: () => void;
  begin: () => void;
}

/** Keys that hold everywhere: Ctrl+K (⌘K) searches, Ctrl+Shift+O (⌘⇧O) begins a conversation. */
export function useShortcuts(actions: Actions) {
  const current = useRef(actions);
  current.current = actions;
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (!(e.ctrlKey || e.metaKey) || e.altKey || e.isComposing) return;
      const key = e.key.toLowerCase();
      if (key === 'k' && !e.shiftKey) current.current.search();
      else if (key === 'o' && e.shiftKey) current.current.begin();
      else return;
      e.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
