import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR_PIXELS = 40;

/** Keeps a scrolling box at its end while the content grows, unless the person has scrolled away from it. */
export function useStickToEnd(content: string) {
  const box = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const sticks = useRef(true);

  const toEnd = useCallback(() => {
    const element = box.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, []);

  /** Something else is to be read. */
  const letGo = useCallback(() => {
    sticks.current = false;
    setAtEnd(false);
  }, []);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let previous = element.scrollTop;
    const onScroll = () => {
      const near = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PIXELS;
      // content that grows under a still reader is no reason to let go; only scrolling up is
      if (near) sticks.current = true;
      else if (element.scrollTop < previous) sticks.current = false;
      previous = element.scrollTop;
      setAtEnd(near || sticks.current);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    // code that gets its colours, a font that arrives: the content grows without a new word
    const watch = new ResizeObserver(() => { if (sticks.current) toEnd(); });
    if (element.firstElementChild) watch.observe(element.firstElementChild);
    return () => {
      element.removeEventListener('scroll', onScroll);
      watch.disconnect();
    };
  }, [toEnd]);

  useLayoutEffect(() => {
    if (sticks.current) toEnd();
  }, [content, toEnd]);

  return { box, atEnd, toEnd, letGo };
}
