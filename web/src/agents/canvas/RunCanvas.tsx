import { CheckCircleOutlined, CloseCircleOutlined, CloseOutlined, ExpandOutlined, LoadingOutlined, PauseCircleOutlined, WarningOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select, theme } from 'antd';
import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { WholeRun } from '../../api/types';
import { LoadNote } from '../../app/LoadNote';
import { useText } from '../../i18n';
import { agentsApi, RUNS } from '../api';
import { took } from '../follow';
import { spent } from '../spent';
import { costOf } from '../Timeline';
import { Values } from '../Values';
import { VerdictNote } from '../VerdictNote';
import { restOf, verdictOf } from '../verdicts';
import { Canvas, type Badge, type CanvasHandle } from './Canvas';
import { readGraph } from './graph';
import { KindIcon } from './kinds';
import { kindName } from './names';
import { goneWays, newsOf, type NodeNews, type NodeState } from './overlay';
import { SidePanel } from './SidePanel';
import { useWidth } from './useWidth';

const HELP = 'agent-run-canvas-help';
const NARROW = 720;

const SIGNS: Record<NodeState, ReactNode> = { done: <CheckCircleOutlined />, handled: <WarningOutlined />, working: <LoadingOutlined />, waiting: <PauseCircleOutlined />, failed: <CloseCircleOutlined />, untouched: null };

/** A run on the drawing of what it walks: how each node stands, as it goes, and what went in and came out. */
export default function RunCanvas({ whole }: { whole: WholeRun }) {
  const text = useText();
  const words = text.canvas;
  const { token } = theme.useToken();
  const canvas = useRef<CanvasHandle>(null);
  const frame = useRef<HTMLDivElement>(null);
  const narrow = (useWidth(frame) ?? 1000) < NARROW;
  const { id } = whole.run;
  const { data, error, isLoading, refetch } = useQuery({ queryKey: [...RUNS, id, 'drawing'], queryFn: () => agentsApi.drawing(id), staleTime: Infinity });
  const [current, setCurrent] = useState('');
  const [open, setOpen] = useState(false);
  const graph = useMemo(() => readGraph({ nodes: data?.nodes ?? [] }), [data]);
  const news = useMemo(() => newsOf(graph, whole), [graph, whole]);
  const gone = useMemo(() => goneWays(graph, whole), [graph, whole]);
  const badges = useMemo(() => new Map([...news].map(([key, { state, times, rounds, verdict }]): [string, Badge] => {
    // of a check that is at work again, the last verdict says nothing yet
    const shown = state === 'done' ? verdict : undefined;
    const line = [shown ? text.runs.verdicts[shown] : words.states[state], rounds > 0 && words.rounds(rounds), times > 1 && words.times(times)].filter(Boolean).join(' · ');
    return [key, { sign: <span aria-hidden>{shown === 'refused' ? <CloseCircleOutlined /> : SIGNS[state]}</span>, words: line, line, state: shown === 'refused' ? 'handled' : state }];
  })), [news, text, words]);
  if (!data) return <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />;

  const node = graph.byKey.get(current);
  const close = () => {
    setOpen(false);
    if (node) canvas.current?.focus(current);
  };
  const keys = (e: KeyboardEvent) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return false;
    if (e.key === 'Escape' && open) close();
    else if (e.key === 'Enter' || e.key === ' ') {
      setCurrent(node?.key ?? graph.nodes[0]?.key ?? '');
      setOpen(true);
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-panel] button')?.focus());
    } else return false;
    return true;
  };
  return (
    <div ref={frame} style={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <div role="toolbar" aria-label={words.canvas} style={{ display: 'flex', gap: 4 }}>
        <Button size="small" type="text" icon={<ExpandOutlined />} aria-label={words.fit} title={words.fit} onClick={() => canvas.current?.fit()} />
        <Button size="small" type="text" icon={<ZoomOutOutlined />} aria-label={words.zoomOut} title={words.zoomOut} onClick={() => canvas.current?.zoom(1 / 1.25)} />
        <Button size="small" type="text" icon={<ZoomInOutlined />} aria-label={words.zoomIn} title={words.zoomIn} onClick={() => canvas.current?.zoom(1.25)} />
      </div>
      <div style={{ height: narrow ? 480 : 420 }}>
        <Canvas
          graph={graph} label={words.label} describedBy={HELP} current={current} badges={badges} gone={gone} keys={keys} handle={canvas}
          choose={(key, opens) => {
            setCurrent(key);
            if (opens) setOpen(true);
            else if (key === '') setOpen(false);
          }}
        />
      </div>
      <p id={HELP} style={{ margin: 0, color: token.colorTextDescription, fontSize: 12 }}>{words.runHelp}</p>
      {open && node && (
        <SidePanel label={node.id} narrow={narrow} below close={close}>
          <div style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
            <KindIcon kind={node.kind} />
            <h3 style={{ margin: 0, fontSize: 16, flex: 1, overflowWrap: 'anywhere' }}>{node.id} <span style={{ color: token.colorTextSecondary, fontWeight: 400 }}>{kindName(node.kind, text)} · {badges.get(node.key)?.words}</span></h3>
            <Button type="text" icon={<CloseOutlined />} aria-label={words.close} title={words.close} onClick={close} />
          </div>
          <Done key={node.key} news={news.get(node.key)!} />
        </SidePanel>
      )}
    </div>
  );
}

/** What went in and came out the last time, or each other time. */
function Done({ news: { steps } }: { news: NodeNews }) {
  const text = useText();
  const words = text.canvas;
  const { token } = theme.useToken();
  const [chosen, setChosen] = useState<string>();
  const step = steps.find(({ position }) => String(position) === chosen) ?? steps.at(-1);
  if (!step) return <p style={{ margin: 0, color: token.colorTextSecondary }}>{words.notYet}</p>;
  return (
    <>
      {steps.length > 1 && (
        <Select aria-label={words.which} style={{ maxWidth: 240 }} value={String(step.position)} onChange={setChosen} options={steps.map(({ position }, i) => ({ value: String(position), label: `${i + 1} · ${position}` }))} />
      )}
      <div style={{ color: token.colorTextSecondary }}>{[spent(took(step), text), ...costOf(step, text)].join(' · ')}</div>
      <VerdictNote step={step} />
      <Values title={text.runs.input} of={step.input} />
      <Values title={text.runs.output} of={verdictOf(step) ? restOf(step) : step.output} />
    </>
  );
}
