import { useEffect, useState, type RefObject } from 'react';

/** How wide an element is; undefined before it is there. */
export function useWidth(of: RefObject<HTMLElement | null>): number | undefined {
  const [width, setWidth] = useState<number>();
  useEffect(() => {
    const resized = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    if (of.current) resized.observe(of.current);
    return () => resized.disconnect();
  }, [of]);
  return width;
}
