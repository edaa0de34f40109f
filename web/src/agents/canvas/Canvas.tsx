import '@xyflow/react/dist/base.css';
import './canvas.css';
import { Background, BaseEdge, EdgeLabelRenderer, getBezierPath, Handle, MiniMap, Position, ReactFlow, ReactFlowProvider, useReactFlow, type Connection, type Edge as FlowEdge, type EdgeProps, type Node as FlowNode, type NodeChange, type NodeProps } from '@xyflow/react';
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { createContext, memo, useCallback, useContext, useEffect, useImperativeHandle, useMemo, useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { useText } from '../../i18n';
import { BEGIN, targetsOf, type Spot } from './edit';
import { bodyOf, inOrder, isBody, lineOf, type Graph, type GraphNode, type Way } from './graph';
import { KindIcon } from './kinds';
import { beginOf, layOut, TITLE, WIDTH, type Box, type Direction, type Layout, type Point } from './layout';
import { kindName, nodeName, wayName } from './names';
import type { NodeState } from './overlay';
import { moved, type Move } from './walk';

/** What a node says beside what it is. */
export interface Badge {
  /** Shown in the corner: a sign, no words. */
  sign: ReactNode;
  /** The same for who hears it. */
  words: string;
  /** Instead of the line of what it is about. */
  line?: string;
  state?: NodeState;
  faulty?: boolean;
}

export interface CanvasHandle {
  /** Brings a node into view, and the keyboard to it. */
  focus: (key: string) => void;
  fit: () => void;
  zoom: (factor: number) => void;
  /** Puts all nodes back to where they are by themselves. */
  arrange: () => void;
}

interface Props {
  graph: Graph;
  label: string;
  describedBy: string;
  current: string;
  /** @param opens whether it was meant to be looked into */
  choose: (key: string, opens: boolean) => void;
  badges: Map<string, Badge>;
  /** Ways that were gone. */
  gone?: Set<string>;
  /** What can be done where it is not only looked at. */
  add?: (spot: Spot) => void;
  connect?: (spot: Spot, to: string) => void;
  /** True for keys that were taken. */
  keys?: (e: KeyboardEvent) => boolean;
  handle: Ref<CanvasHandle>;
}

type NodeData = { node: GraphNode; badge: Badge | undefined; direction: Direction; current: boolean; writes: boolean; spots: Spots };
type WayData = { way: Way | undefined; spot: Spot | undefined; bends: Point[] | undefined };

/** Where ways come in and go out, from the corner of a node. */
interface Spots {
  into: Point;
  out: { port: string; at: Point }[];
}

const spotsOf = ({ ways }: GraphNode, { width, height }: Box, direction: Direction): Spots => {
  const along = (i: number) => (i + 1) / (ways.length + 1);
  return direction === 'LR'
    ? { into: { x: 0, y: height / 2 }, out: ways.map(({ port }, i) => ({ port, at: { x: width, y: height * along(i) } })) }
    : { into: { x: width / 2, y: 0 }, out: ways.map(({ port }, i) => ({ port, at: { x: width * along(i), y: height } })) };
};

/** What can be done on a way. */
const OnWays = createContext<{ add?: (spot: Spot) => void; cut?: (spot: Spot) => void }>({});

const AgentNode = memo(function AgentNode({ data: { node, badge, direction, current, writes, spots } }: NodeProps<FlowNode<NodeData>>) {
  const text = useText();
  const line = badge?.line ?? lineOf(node);
  const [into, out] = direction === 'LR' ? [Position.Left, Position.Right] : [Position.Top, Position.Bottom];
  return (
    <div className="agent-node" data-current={current || undefined} data-body={isBody(node.kind) || undefined} data-state={badge?.state} data-faulty={badge?.faulty || undefined}>
      {node.kind !== 'input' && <Handle type="target" position={into} isConnectable={writes} />}
      <div className="agent-node-title">
        <KindIcon kind={node.kind} /><span className="agent-node-kind">{kindName(node.kind, text)}</span> <strong>{node.id || text.canvas.noId}</strong>
        {badge && <span className="agent-node-badge" data-faulty={badge.faulty || undefined} title={badge.words}>{badge.sign}</span>}
      </div>{' '}
      {line && <div className="agent-node-line"><span>{line}</span></div>}
      {spots.out.map(({ port, at }) => <Handle key={port} id={port} type="source" position={out} isConnectable={writes} style={direction === 'LR' ? { top: at.y } : { left: at.x }} />)}
    </div>
  );
});

const BeginNode = memo(function BeginNode() {
  return <div className="agent-begin" />;
});
const RegionNode = memo(function RegionNode() {
  return <div className="agent-region" />;
});

const NODES = { agent: AgentNode, begin: BeginNode, region: RegionNode };

/** Through the bends that the layout found, else straight on. */
function pathOf({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition }: EdgeProps, bends: Point[] | undefined): [string, number, number] {
  if (!bends) {
    const [path, x, y] = getBezierPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition });
    return [path, x, y];
  }
  const points = [{ x: sourceX, y: sourceY }, ...bends, { x: targetX, y: targetY }];
  const middle = points[Math.floor(points.length / 2)]!;
  const flat = sourcePosition === Position.Right;
  const path = points.slice(1).reduce((made, to, i) => {
    const from = points[i]!;
    return made + (flat ? ` C ${(from.x + to.x) / 2} ${from.y} ${(from.x + to.x) / 2} ${to.y} ${to.x} ${to.y}` : ` C ${from.x} ${(from.y + to.y) / 2} ${to.x} ${(from.y + to.y) / 2} ${to.x} ${to.y}`);
  }, `M ${sourceX} ${sourceY}`);
  return [path, middle.x, middle.y];
}

const WayEdge = memo(function WayEdge(props: EdgeProps<FlowEdge<WayData>>) {
  const words = useText().canvas;
  const { add, cut } = useContext(OnWays);
  const { way, spot, bends } = props.data!;
  const [path, x, y] = pathOf(props, bends);
  const name = way ? wayName(way, words) : '';
  return (
    <>
      <BaseEdge id={props.id} path={path} {...(props.markerEnd && { markerEnd: props.markerEnd })} interactionWidth={16} />
      {(name || (add && spot)) && (
        <EdgeLabelRenderer>
          <div className="agent-way nodrag nopan" style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
            {name && <span className="agent-way-label" title={name}>{name}</span>}
            {add && spot && <button type="button" tabIndex={-1} aria-label={words.addHere(spot.from, props.target)} title={words.addHere(spot.from, props.target)} onClick={() => add(spot)}><span aria-hidden><PlusOutlined /></span></button>}
            {cut && spot && way && <button type="button" className="agent-way-cut" tabIndex={-1} aria-label={words.cutHere(spot.from, props.target)} title={words.cutHere(spot.from, props.target)} onClick={() => cut(spot)}><span aria-hidden><CloseOutlined /></span></button>}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

const EDGES = { way: WayEdge };
const FIT = { padding: 0.12, maxZoom: 1 };
/** Below this zoom what is written on nodes can't be read. */
const READABLE = 0.55;
const BEGINNING = 0.8;
const MARGIN = 40;

const signatureOf = (graph: Graph) => JSON.stringify(graph.nodes.map(({ key, kind, owner, ways }) => [key, kind, owner, ways.map(({ port, to }) => [port, to])]));

/** What is drawn anew only where nodes or ways changed, not what they say. */
export function useLayout(graph: Graph, direction: Direction): Layout {
  const signature = signatureOf(graph);
  const latest = useRef(graph);
  latest.current = graph;
  // the signature stands for all of the graph that a layout is made of
  return useMemo(() => layOut(latest.current, direction), [signature, direction]);
}

/** As they are read out: in the order of a run, if then bodies come after what they belong to. */
function inReading(graph: Graph): GraphNode[] {
  const order = inOrder(graph);
  const places = new Map(order.map(({ key }, i) => [key, i]));
  return order.every(({ key, owner }) => !owner || places.get(owner)! < places.get(key)!) ? order : graph.nodes;
}

const MOVES: Record<Direction, Record<string, Move>> = {
  LR: { ArrowRight: 'onward', ArrowLeft: 'back', ArrowDown: 'next', ArrowUp: 'before', Home: 'first', End: 'last' },
  TB: { ArrowDown: 'onward', ArrowUp: 'back', ArrowRight: 'next', ArrowLeft: 'before', Home: 'first', End: 'last' },
};

/** A graph that is drawn: looked at and walked along by keys or pointer, and changed where it may be. */
export function Canvas(props: Props) {
  return <ReactFlowProvider><Drawn {...props} /></ReactFlowProvider>;
}

function Drawn({ graph, label, describedBy, current, choose, badges, gone, add, connect, keys, handle }: Props) {
  const text = useText();
  const words = text.canvas;
  const frame = useRef<HTMLDivElement>(null);
  const flow = useReactFlow();
  const [narrow, setNarrow] = useState(() => innerWidth <= 600);
  const direction: Direction = narrow ? 'TB' : 'LR';
  const layout = useLayout(graph, direction);
  const [dragged, setDragged] = useState<Map<string, Point>>(new Map());
  const writes = connect !== undefined;

  useEffect(() => {
    const resized = new ResizeObserver(([entry]) => entry && setNarrow(entry.contentRect.width <= 600));
    resized.observe(frame.current!);
    return () => resized.disconnect();
  }, []);
  useEffect(() => setDragged(new Map()), [layout]);

  const fit = useCallback(() => void flow.fitView(FIT), [flow]);
  /** All of it, or where it begins if its words could not be read then. */
  const begin = useCallback(async () => {
    await flow.fitView(FIT);
    const [start] = graph.nodes;
    const box = start && layout.boxes.get(start.key);
    if (flow.getZoom() >= READABLE || !box || !frame.current) return;
    const { width, height } = frame.current.getBoundingClientRect();
    await flow.setViewport(direction === 'LR'
      ? { x: MARGIN - box.x * BEGINNING, y: height / 2 - (box.y + box.height / 2) * BEGINNING, zoom: BEGINNING }
      : { x: width / 2 - (box.x + box.width / 2) * BEGINNING, y: MARGIN - box.y * BEGINNING, zoom: BEGINNING });
  }, [flow, graph, layout, direction]);
  const latestBegin = useRef(begin);
  latestBegin.current = begin;
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else requestAnimationFrame(() => void latestBegin.current());
  }, [direction]);

  /** From the corner of the whole. */
  const whole = useCallback((key: string): Box => {
    const box = layout.boxes.get(key) ?? { x: 0, y: 0, width: 0, height: 0 };
    const own = { ...box, ...dragged.get(key) };
    const owner = graph.byKey.get(key)?.owner;
    const around = owner ? whole(owner) : { x: 0, y: 0 };
    return { ...own, x: own.x + around.x, y: own.y + around.y };
  }, [layout, dragged, graph]);

  /** Brings a node into view, and says where it is in the page; nothing before it is drawn. */
  const seen = useCallback((key: string) => {
    const element = frame.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(key)}"]`);
    if (!element) return undefined;
    const { x, y, width, height } = whole(key);
    const { width: across, height: down } = frame.current!.getBoundingClientRect();
    const { x: dx, y: dy, zoom } = flow.getViewport();
    const [w, h] = [Math.min(width, WIDTH), Math.min(height, TITLE)];
    if (x * zoom + dx < 0 || y * zoom + dy < 0 || (x + w) * zoom + dx > across || (y + h) * zoom + dy > down) void flow.setCenter(x + w / 2, y + h / 2, { zoom });
    return element;
  }, [flow, whole]);
  const latest = useRef(seen);
  latest.current = seen;
  /** What was just added is drawn some frames later, and what closes meanwhile wants the keyboard back: it is brought there until it stays. */
  const focus = useCallback((key: string) => {
    let [frames, stays] = [30, 0];
    // who goes on by themselves is not held back
    const leave = () => void (frames = 0);
    ['keydown', 'pointerdown'].forEach((name) => addEventListener(name, leave, { capture: true, once: true }));
    const attempt = () => {
      const element = latest.current(key);
      if (frames <= 0) return;
      if (element && document.activeElement === element) stays++;
      else element?.focus({ preventScroll: true });
      if (stays < 3 && --frames > 0) requestAnimationFrame(attempt);
    };
    attempt();
  }, []);
  useImperativeHandle(handle, () => ({
    focus: (key) => void requestAnimationFrame(() => focus(key)),
    fit,
    zoom: (factor) => void flow.zoomTo(flow.getZoom() * factor),
    arrange: () => {
      setDragged(new Map());
      requestAnimationFrame(fit);
    },
  }));

  const stop = graph.byKey.has(current) ? current : (graph.nodes[0]?.key ?? '');
  const nodes = useMemo(() => {
    const regions = graph.regions.map(({ key, members }): FlowNode => {
      const boxes = [...members].map(whole);
      const left = Math.min(...boxes.map(({ x }) => x)) - 14;
      const top = Math.min(...boxes.map(({ y }) => y)) - 14;
      const width = Math.max(...boxes.map((box) => box.x + box.width)) + 14 - left;
      const height = Math.max(...boxes.map((box) => box.y + box.height)) + 14 - top;
      return { ...plain(`region ${key}`, 'region', { x: left, y: top, width, height }), zIndex: -2 };
    });
    const drawn = inReading(graph).flatMap((node): FlowNode[] => {
      const laid = layout.boxes.get(node.key);
      if (!laid) return [];
      const box = { ...laid, ...dragged.get(node.key) };
      const spots = spotsOf(node, laid, direction);
      const badge = badges.get(node.key);
      const [into, out] = direction === 'LR' ? [Position.Left, Position.Right] : [Position.Top, Position.Bottom];
      const at = ({ x, y }: Point) => ({ x, y, width: 0, height: 0 });
      const main: FlowNode<NodeData> = {
        ...plain(node.key, 'agent', box), data: { node, badge, direction, current: node.key === stop && node.key === current, writes, spots }, ...(node.owner && { parentId: node.owner }),
        zIndex: isBody(node.kind) ? -1 : 1, draggable: writes, focusable: true, selectable: true, ariaRole: 'button',
        ariaLabel: [nodeName(node, graph, text, badge?.line ?? lineOf(node)), badge?.line === undefined && badge?.words].filter(Boolean).join(', '), domAttributes: { tabIndex: node.key === stop ? 0 : -1, 'aria-roledescription': undefined, ...(node.key === current && { 'aria-pressed': true }) },
        handles: [{ type: 'target', position: into, ...at(spots.into) }, ...spots.out.map((each) => ({ id: each.port, type: 'source' as const, position: out, ...at(each.at) }))],
      };
      if (!isBody(node.kind)) return [main];
      const begin = layout.boxes.get(beginOf(node.key))!;
      const side = direction === 'LR' ? { x: begin.width, y: begin.height / 2 } : { x: begin.width / 2, y: begin.height };
      return [main, { ...plain(beginOf(node.key), 'begin', begin), parentId: node.key, zIndex: 1, handles: [{ id: BEGIN, type: 'source', position: out, ...at(side) }] }];
    });
    return [...regions, ...drawn];
  }, [graph, layout, dragged, badges, text, stop, current, writes, direction, whole]);

  const edges = useMemo((): FlowEdge<WayData>[] => {
    const bends = (key: string) => (dragged.size > 0 ? undefined : layout.bends.get(key));
    const marker = { type: 'arrowclosed' as const, width: 16, height: 16, color: 'var(--ant-color-text-tertiary)' };
    return [
      ...graph.edges.map(({ key, from, to, way }): FlowEdge<WayData> => ({
        id: key, type: 'way', source: from, sourceHandle: way.port, target: to, data: { way, spot: { from, port: way.port }, bends: bends(key) }, markerEnd: marker as never, ariaRole: 'presentation', ariaLabel: null as never,
        domAttributes: { 'aria-roledescription': undefined } as never, zIndex: 1, focusable: false, ...(gone?.has(key) && { className: 'gone' }),
      })),
      ...graph.nodes.filter(({ kind }) => isBody(kind)).flatMap(({ key }) => bodyOf(graph, key).slice(0, 1).map((body): FlowEdge<WayData> => ({
        id: beginOf(key), type: 'way', source: beginOf(key), sourceHandle: BEGIN, target: body.key, data: { way: undefined, spot: { from: key, port: BEGIN }, bends: bends(beginOf(key)) }, ariaRole: 'presentation', ariaLabel: null as never,
        domAttributes: { 'aria-roledescription': undefined } as never, zIndex: 1, focusable: false, markerEnd: marker as never,
      }))),
    ];
  }, [graph, layout, dragged, gone]);

  // the same for all ways as long as they are there: else each of them would be drawn again with each key
  const acts = useRef({ add, connect });
  acts.current = { add, connect };
  const onWays = useMemo(() => (writes ? { add: (spot: Spot) => acts.current.add?.(spot), cut: (spot: Spot) => acts.current.connect?.(spot, '') } : {}), [writes]);

  const onKeyDown = (e: KeyboardEvent) => {
    if (e.defaultPrevented || (e.target as HTMLElement).closest('input, textarea, [contenteditable=true]')) return;
    const plainKey = !e.ctrlKey && !e.metaKey && !e.altKey;
    const move = plainKey && !e.shiftKey ? MOVES[direction][e.key] : undefined;
    if (keys?.(e) || (plainKey && zoomed(e.key))) return e.preventDefault();
    if (!move) return;
    e.preventDefault();
    const to = moved(graph, stop, move);
    choose(to, false);
    // one key after the other: a node that is drawn has the keyboard at once
    latest.current(to)?.focus({ preventScroll: true });
  };
  const zoomed = (key: string) => {
    if (key === '+' || key === '=') void flow.zoomIn();
    else if (key === '-') void flow.zoomOut();
    else if (key === '0') fit();
    else return false;
    return true;
  };
  /** However the keyboard came to a node, it is the one that keys are for. */
  const onFocus = (e: FocusEvent) => {
    const id = (e.target as HTMLElement).dataset.id;
    if (id !== undefined && id !== current && graph.byKey.has(id)) choose(id, false);
  };
  const onNodesChange = (changes: NodeChange[]) => {
    const moves = changes.flatMap((each) => (each.type === 'position' && each.position ? [[each.id, each.position] as const] : []));
    if (moves.length > 0) setDragged((before) => new Map([...before, ...moves]));
  };
  const isTarget = ({ source, target }: Connection | FlowEdge) => targetsOf(graph, source).some(({ key }) => key === target);
  return (
    <div ref={frame} className="agent-canvas" onKeyDown={onKeyDown} onFocus={onFocus}>
      <OnWays.Provider value={onWays}>
        <ReactFlow
          nodes={nodes} edges={edges} nodeTypes={NODES} edgeTypes={EDGES} onNodesChange={onNodesChange} onInit={() => void latestBegin.current()} minZoom={0.15} maxZoom={2}
          onNodeClick={(_, { id }) => graph.byKey.has(id) && choose(id, true)} onPaneClick={() => choose('', false)} nodesConnectable={writes} nodesDraggable={writes} disableKeyboardA11y deleteKeyCode={null} selectionKeyCode={null}
          multiSelectionKeyCode={null} edgesFocusable={false} isValidConnection={isTarget} onConnect={({ source, sourceHandle, target }) => connect?.({ from: source, port: sourceHandle ?? 'next' }, target)}
          onConnectEnd={(_, { isValid, fromNode, fromHandle, toNode }) => !isValid && !toNode && fromNode && graph.byKey.has(fromNode.id) && fromHandle?.type === 'source' && add?.({ from: fromNode.id, port: fromHandle.id ?? 'next' })}
          zoomOnDoubleClick={false} zoomOnScroll={writes} preventScrolling={writes} aria-label={label} aria-describedby={describedBy}
        >
          <Background color="var(--ant-color-fill)" gap={20} />
          {!narrow && <MiniMap pannable zoomable ariaLabel={words.miniMap} />}
        </ReactFlow>
      </OnWays.Provider>
    </div>
  );
}

const plain = (id: string, type: string, { x, y, width, height }: Box): FlowNode<never> => ({
  id, type, position: { x, y }, width, height, measured: { width, height }, data: {} as never, draggable: false, selectable: false, focusable: false, connectable: type === 'agent', domAttributes: { 'aria-roledescription': undefined },
});
