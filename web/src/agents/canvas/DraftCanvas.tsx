import { ApartmentOutlined, ExpandOutlined, PlusOutlined, RedoOutlined, RobotOutlined, UndoOutlined, WarningOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useEffect, useImperativeHandle, useMemo, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import type { AgentProblem } from '../../api/types';
import { useText } from '../../i18n';
import { referencesIn } from '../completion';
import type { Parsed } from '../places';
import { lineOf } from '../places';
import { written } from '../written';
import { AddDialog, ConnectDialog } from './AddDialog';
import { AgentPanel } from './AgentPanel';
import { Canvas, type Badge, type CanvasHandle } from './Canvas';
import { BEGIN, canDuplicate, connect, duplicate, insert, remove, rename, spotAfter, withValue, type Change, type Spot } from './edit';
import { inOrder, readGraph, type Json, type Path } from './graph';
import { NodePanel } from './NodePanel';
import { SidePanel } from './SidePanel';
import { agentTools, TOOLS } from './tools';
import { useWidth } from './useWidth';

export interface DraftCanvasHandle {
  /** Opens what a problem is about. */
  show: (problem: AgentProblem) => void;
}

interface Props {
  text: string;
  parsed: Parsed;
  problems: AgentProblem[];
  models: string[];
  /** Another text of the draft; whether it is one more letter of what is being typed. */
  change: (text: string, typing: boolean) => void;
  undo: () => boolean;
  redo: () => boolean;
  toText: () => void;
  handle: Ref<DraftCanvasHandle>;
}

const HELP = 'agent-canvas-help';
const NARROW = 720;
const WHOLE = ' agent';
const NO_DRAFT: Json = {};

/** A draft that is drawn. Whatever is done here is a change of its text. */
export default function DraftCanvas({ text, parsed, problems, models, change, undo, redo, toText, handle }: Props) {
  const { canvas: words } = useText();
  const canvas = useRef<CanvasHandle>(null);
  const frame = useRef<HTMLDivElement>(null);
  const narrow = (useWidth(frame) ?? 1000) < NARROW;
  const { data: tools = [] } = useQuery({ queryKey: TOOLS, queryFn: agentTools, staleTime: Infinity, retry: false });
  const [current, setCurrent] = useState('');
  const [open, setOpen] = useState(false);
  const [adding, setAdding] = useState<{ spot: Spot | undefined }>();
  const [connecting, setConnecting] = useState('');
  const [said, setSaid] = useState('');
  // while the text is no JSON the last drawing stays, and nothing of it is changed
  const last = useRef(NO_DRAFT);
  if (parsed.draft) last.current = parsed.draft;
  const draft = parsed.draft ?? last.current;
  const graph = useMemo(() => readGraph(draft), [draft]);
  const references = useMemo(() => referencesIn(text), [text]);
  const node = graph.byKey.get(current);
  const broken = parsed.wrongAt;

  const badges = useMemo(() => {
    const counts = new Map<string, number>();
    problems.forEach((each) => counts.set(each.node, (counts.get(each.node) ?? 0) + 1));
    return new Map(graph.nodes.flatMap(({ key, id }): [string, Badge][] => {
      const n = (id && counts.get(id)) || 0;
      return n > 0 ? [[key, { sign: <WarningOutlined aria-hidden />, words: words.problems(n), faulty: true }]] : [];
    }));
  }, [graph, problems, words]);

  const latest = useRef(draft);
  latest.current = draft;
  const write = (next: Json, typing = false) => {
    if (broken) return;
    latest.current = next;
    change(written(next), typing);
  };
  const put = (path: Path, value: unknown, typing: boolean) => write(withValue(latest.current, path, value), typing);
  const done = ({ draft: next, select }: Change, what: string, focus = true) => {
    write(next);
    setCurrent(select);
    setSaid(what);
    if (focus) canvas.current?.focus(select);
  };
  const fieldFirst = useRef(false);
  useEffect(() => {
    if (!open || !fieldFirst.current) return;
    fieldFirst.current = false;
    // past the buttons: what is written into
    requestAnimationFrame(() => {
      const fields = [...document.querySelectorAll<HTMLElement>('[data-panel] input, [data-panel] textarea, [data-panel] [contenteditable=true]')];
      (fields.find((each) => each.getAttribute('aria-invalid') === 'true') ?? fields[1] ?? fields[0])?.focus();
    });
  }, [open, current]);

  const look = (key: string, opens: boolean) => {
    setCurrent(key);
    if (opens) setOpen(true);
    else if (key === '') setOpen(false);
  };
  const close = () => {
    setOpen(false);
    if (graph.byKey.has(current)) canvas.current?.focus(current);
  };
  /** After the node that is looked at, else at the end; the first is what a run begins with. */
  const usualSpot = () => (graph.nodes.some(({ kind }) => kind === 'input') ? spotAfter(graph, node?.key ?? inOrder(graph).at(-1)!.key) : undefined);
  const act = {
    add: (spot?: Spot) => setAdding({ spot }),
    remove: (key: string) => {
      const id = graph.byKey.get(key)?.id ?? '';
      setOpen(false);
      done(remove(latest.current, key), words.removed(id));
    },
    duplicate: (key: string) => {
      const change = duplicate(latest.current, key);
      done(change, words.added(change.select));
    },
    undo: () => undo() && setSaid(words.undone),
    redo: () => redo() && setSaid(words.redone),
  };
  useImperativeHandle(handle, () => ({
    show: (problem) => {
      const found = graph.nodes.find(({ id }) => id !== '' && id === problem.node);
      fieldFirst.current = true;
      look(found?.key ?? WHOLE, true);
    },
  }));

  /** Undoing is the same wherever the keyboard is; a field has no history of its own. */
  const history = (e: KeyboardEvent): boolean => {
    const key = e.key.toLowerCase();
    if (!(e.ctrlKey || e.metaKey) || e.altKey || (key !== 'z' && key !== 'y')) return false;
    e.preventDefault();
    if (key === 'y' || e.shiftKey) act.redo();
    else act.undo();
    return true;
  };
  const keys = (e: KeyboardEvent): boolean => {
    if (history(e)) return true;
    if (e.altKey || e.metaKey) return false;
    const chosen = node ?? graph.nodes[0];
    const key = e.key.toLowerCase();
    if (e.ctrlKey) {
      if (key !== 'd' || !node || !canDuplicate(node)) return false;
      act.duplicate(node.key);
    } else if ((key === 'a' || key === 'insert') && !broken) act.add(usualSpot());
    else if (!chosen) return false;
    else if (key === 'enter' || key === ' ') {
      fieldFirst.current = true;
      setCurrent(chosen.key);
      setOpen(true);
      // it may be open already
      if (open && current === chosen.key) document.querySelector<HTMLElement>('[data-panel] input')?.focus();
    } else if (key === 'delete' || key === 'backspace') act.remove(chosen.key);
    else if (key === 'c' && chosen.ways.length > 0) setConnecting(chosen.key);
    else if (key === 'd' && canDuplicate(chosen)) act.duplicate(chosen.key);
    else if (key === 'escape' && open) close();
    else return false;
    return true;
  };

  return (
    <div ref={frame} onKeyDown={(e) => !e.defaultPrevented && history(e)} style={{ height: '100%', display: 'flex', flexDirection: 'column', gap: 8 }}>
      <div role="toolbar" aria-label={words.canvas} style={{ display: 'flex', flexWrap: 'wrap', gap: 4 }}>
        <Button size="small" icon={<PlusOutlined />} disabled={broken !== undefined} onClick={() => act.add(usualSpot())}>{words.add}</Button>
        <Button size="small" icon={<RobotOutlined />} onClick={() => look(WHOLE, true)}>{words.agent}</Button>
        <Button size="small" type="text" icon={<UndoOutlined />} aria-label={words.undo} title={words.undo} onClick={act.undo} />
        <Button size="small" type="text" icon={<RedoOutlined />} aria-label={words.redo} title={words.redo} onClick={act.redo} />
        <Button size="small" type="text" icon={<ApartmentOutlined />} aria-label={words.arrange} title={words.arrange} onClick={() => canvas.current?.arrange()} />
        <Button size="small" type="text" icon={<ExpandOutlined />} aria-label={words.fit} title={words.fit} onClick={() => canvas.current?.fit()} />
        <Button size="small" type="text" icon={<ZoomOutOutlined />} aria-label={words.zoomOut} title={words.zoomOut} onClick={() => canvas.current?.zoom(1 / 1.25)} />
        <Button size="small" type="text" icon={<ZoomInOutlined />} aria-label={words.zoomIn} title={words.zoomIn} onClick={() => canvas.current?.zoom(1.25)} />
        <span role="status" style={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }}>{said}</span>
      </div>
      {broken && <Alert type="warning" showIcon title={words.notDrawn(lineOf(text, broken.from))} action={<Button size="small" onClick={toText}>{words.toText}</Button>} />}
      <div style={{ flex: 1, minHeight: 0, display: 'flex', gap: 8 }}>
        <div style={{ flex: 1, minWidth: 0 }}>
          <Canvas
            graph={graph} label={words.label} describedBy={HELP} current={current} choose={look} badges={badges} add={(spot) => act.add(spot)} connect={(spot, to) => done(connect(latest.current, spot, to), '', false)} keys={keys} handle={canvas}
          />
        </div>
        {open && (node || current === WHOLE) && (
          <SidePanel label={node?.id || words.agent} narrow={narrow} close={close} keys={history}>
            {node ? (
              <NodePanel
                key={node.path.join()} node={node} graph={graph} draft={draft} tools={tools} models={models} references={references} problems={problems} put={put}
                actions={{
                  add: () => act.add(spotAfter(graph, node.key)), addInside: () => act.add({ from: node.key, port: BEGIN }), connect: () => setConnecting(node.key), duplicate: () => act.duplicate(node.key), remove: () => act.remove(node.key), close,
                  rename: (id) => done(rename(latest.current, node.key, id), '', false),
                }}
              />
            ) : <AgentPanel draft={draft} problems={problems} put={put} close={close} />}
          </SidePanel>
        )}
      </div>
      <p id={HELP} style={{ margin: 0, color: 'var(--ant-color-text-description)', fontSize: 12 }}>{words.help}</p>
      {adding && (
        <AddDialog
          graph={graph} spot={adding.spot} tools={tools} close={() => setAdding(undefined)}
          chosen={(spot, kind) => {
            setAdding(undefined);
            const made = insert(latest.current, spot, kind, tools);
            done(made, words.added(made.select));
          }}
        />
      )}
      {connecting && graph.byKey.has(connecting) && (
        <ConnectDialog
          graph={graph} from={connecting} close={() => setConnecting('')}
          chosen={(spot, to) => {
            setConnecting('');
            done(connect(latest.current, spot, to), '');
          }}
        />
      )}
    </div>
  );
}
