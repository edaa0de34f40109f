import { Segmented, Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import type { WholeRun } from '../api/types';
import { useText } from '../i18n';
import { useChosenView } from './canvas/useChosenView';
import { Timeline } from './Timeline';

const RunCanvas = lazy(() => import('./canvas/RunCanvas'));

/** A run as a list of its steps, or on the drawing of what it walks. */
export function RunViews({ whole }: { whole: WholeRun }) {
  const words = useText().canvas;
  const [view, choose] = useChosenView('liaoyuan.agents.run', ['steps', 'canvas']);
  return (
    <>
      <Segmented<'steps' | 'canvas'> aria-label={words.runViews} value={view} onChange={choose} options={[{ value: 'steps', label: words.timeline }, { value: 'canvas', label: words.canvas }]} style={{ marginBottom: 8 }} />
      {view === 'steps' ? <Timeline whole={whole} /> : <Suspense fallback={<Skeleton active style={{ minHeight: 480 }} />}><RunCanvas whole={whole} /></Suspense>}
    </>
  );
}
