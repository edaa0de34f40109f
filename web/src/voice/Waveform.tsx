import { theme } from 'antd';
import { useEffect, useRef } from 'react';
import type { Levels } from './levels';

const BAR = 3;
const GAP = 2;
const HEIGHT = 28;

/** How loud the last seconds were, newest at the right. */
export function Waveform({ levels }: { levels: Levels }) {
  const { token } = theme.useToken();
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const element = canvas.current;
    const pen = element?.getContext('2d');
    if (!element || !pen) return;
    let frame = 0;
    let drawn = -1;
    const draw = () => {
      frame = requestAnimationFrame(draw);
      if (levels.count === drawn) return;
      drawn = levels.count;
      const { width } = element.getBoundingClientRect();
      element.width = width * devicePixelRatio;
      element.height = HEIGHT * devicePixelRatio;
      pen.scale(devicePixelRatio, devicePixelRatio);
      pen.fillStyle = token.colorPrimary;
      levels.heights().toReversed().forEach((height, i) => {
        const bar = Math.max(2, height * HEIGHT);
        pen.fillRect(width - (i + 1) * (BAR + GAP), (HEIGHT - bar) / 2, BAR, bar);
      });
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [levels, token.colorPrimary]);

  return <canvas ref={canvas} aria-hidden style={{ flex: 1, minWidth: 40, height: HEIGHT }} />;
}
