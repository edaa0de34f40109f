import { useCallback, useEffect, useState } from 'react';

/** Copies text; says for two seconds that it did. */
export function useCopy() {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = useCallback((text: string) => {
    // without https the clipboard API is missing; the old way still works
    if (navigator.clipboard) void navigator.clipboard.writeText(text).then(() => setCopied(true));
    else setCopied(copyBySelection(text));
  }, []);
  return { copied, copy };
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
