import { Modal, Select, theme } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useText } from '../../i18n';
import { BEGIN, kindsAt, targetsOf, type Spot } from './edit';
import { kindsWith } from './forms';
import type { Graph } from './graph';
import { KindIcon } from './kinds';
import { kindName, wayName } from './names';
import type { AgentTool } from './tools';

interface Choice {
  key: string;
  label: ReactNode;
}

/** A list of which one is chosen: arrows go through it, and it is searched by first letters. */
function Choices({ label, choices, chosen }: { label: string; choices: Choice[]; chosen: (key: string) => void }) {
  const { token } = theme.useToken();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector('button')?.focus(), []);
  const onKeyDown = (e: KeyboardEvent) => {
    const all = [...list.current!.querySelectorAll('button')];
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const letter = e.key.length === 1 && !e.ctrlKey && !e.metaKey && !e.altKey && e.key !== ' ' ? e.key.toLowerCase() : '';
    const to = e.key === 'ArrowDown' ? at + 1 : e.key === 'ArrowUp' ? at - 1 : e.key === 'Home' ? 0 : e.key === 'End' ? all.length - 1
      : letter ? [...all.keys()].map((i) => (at + 1 + i) % all.length).find((i) => all[i]!.innerText.trim().toLowerCase().startsWith(letter)) : undefined;
    if (to === undefined) return;
    e.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  };
  return (
    <div ref={list} role="group" aria-label={label} onKeyDown={onKeyDown} style={{ display: 'grid', gap: 4, maxHeight: '60vh', overflowY: 'auto', padding: 2 }}>
      {choices.map(({ key, label: shown }) => (
        <button
          key={key} type="button" onClick={() => chosen(key)}
          style={{ display: 'flex', gap: 8, alignItems: 'baseline', padding: '8px 12px', border: `1px solid ${token.colorBorderSecondary}`, borderRadius: token.borderRadius, background: token.colorBgContainer, color: token.colorText, font: 'inherit', textAlign: 'start', cursor: 'pointer' }}
        >
          {shown}
        </button>
      ))}
    </div>
  );
}

interface AddProps {
  graph: Graph;
  spot: Spot | undefined;
  tools: AgentTool[];
  close: () => void;
  chosen: (spot: Spot | undefined, kind: string) => void;
}

/** Which node is added, and on which way where there are several. */
export function AddDialog({ graph, spot, tools, close, chosen }: AddProps) {
  const text = useText();
  const words = text.canvas;
  const { token } = theme.useToken();
  const [port, setPort] = useState(spot?.port ?? '');
  const node = spot && graph.byKey.get(spot.from);
  const place = spot && { ...spot, port };
  const choices = kindsAt(graph, place, kindsWith(tools)).map((kind) => ({
    key: kind, label: <><KindIcon kind={kind} /> <span>{kindName(kind, text)} <span style={{ color: token.colorTextSecondary }}>{words.kindDetails[kind] ?? tools.find((tool) => tool.kind === kind)?.summary}</span></span></>,
  }));
  return (
    <Modal open title={node ? words.addAfter(node.id) : words.addAlone} footer={null} onCancel={close} destroyOnHidden>
      {node && port !== BEGIN && node.ways.length > 1 && (
        <Select
          aria-label={words.way} value={port} onChange={setPort} style={{ width: '100%', marginBottom: 8 }}
          options={node.ways.map((way) => ({ value: way.port, label: `${wayName(way, words)} → ${way.to || words.nowhere}` }))}
        />
      )}
      <Choices label={node ? words.addAfter(node.id) : words.addAlone} choices={choices} chosen={(kind) => chosen(place, kind)} />
    </Modal>
  );
}

interface ConnectProps {
  graph: Graph;
  from: string;
  close: () => void;
  chosen: (spot: Spot, to: string) => void;
}

/** Where a way leads. */
export function ConnectDialog({ graph, from, close, chosen }: ConnectProps) {
  const text = useText();
  const words = text.canvas;
  const { token } = theme.useToken();
  const node = graph.byKey.get(from)!;
  const [port, setPort] = useState(node.ways[0]?.port ?? 'next');
  const choices = [
    ...targetsOf(graph, from).map(({ key, id, kind }) => ({ key, label: <><KindIcon kind={kind} /> <span>{id} <span style={{ color: token.colorTextSecondary }}>{kindName(kind, text)}</span></span></> })),
    { key: '', label: words.cut },
  ];
  return (
    <Modal open title={words.connectOf(node.id)} footer={null} onCancel={close} destroyOnHidden>
      {node.ways.length > 1 && (
        <Select
          aria-label={words.way} value={port} onChange={setPort} style={{ width: '100%', marginBottom: 8 }}
          options={node.ways.map((way) => ({ value: way.port, label: `${wayName(way, words)} → ${way.to || words.nowhere}` }))}
        />
      )}
      <Choices label={words.target} choices={choices} chosen={(to) => chosen({ from, port }, to)} />
    </Modal>
  );
}
