import { ArrowLeftOutlined, CaretRightOutlined, ExperimentOutlined, RocketOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Result, Segmented, Skeleton, Tag } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '../api/client';
import type { Agent } from '../api/types';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { useModels } from '../models/useModels';
import { addressOf } from './address';
import { agentsApi, DRAFTS } from './api';
import type { DraftCanvasHandle } from './canvas/DraftCanvas';
import { useChosenView } from './canvas/useChosenView';
import JsonEditor, { type EditorHandle } from './JsonEditor';
import { ProblemList } from './ProblemList';
import { faultsOf } from './faults';
import { unattendedIn } from './unattended';
import { useAgentDraft } from './useAgentDraft';

const DraftCanvas = lazy(() => import('./canvas/DraftCanvas'));
const GoalForm = lazy(() => import('./canvas/GoalForm'));

const HELP = 'agent-editor-help';

/** The draft of an agent. It is asked for each time: somebody else may have changed it. */
export default function DraftScreen({ id }: { id: string }) {
  const text = useText();
  const { data, error } = useQuery({ queryKey: [...DRAFTS, id], queryFn: () => agentsApi.draft(id), refetchOnWindowFocus: false, staleTime: Infinity, gcTime: 0 });
  if (error) {
    const gone = error instanceof ApiError && (error.status === 404 || error.status === 403);
    return (
      <Result
        status={gone ? '404' : 'warning'} title={gone ? text.agents.gone : text.loadFailed} subTitle={!gone && (error.message || text.offline)}
        extra={<Button onClick={() => go(addressOf({ view: 'drafts' }))}>{text.agents.drafts}</Button>}
      />
    );
  }
  return data ? <DraftEditor opened={data} /> : <Skeleton active style={{ padding: 24 }} />;
}

/** What is done with a draft, around the ways in which it is shown: drawn, and as the text that both are of. */
function DraftEditor({ opened }: { opened: Agent }) {
  const text = useText();
  const words = text.agents;
  const { message } = App.useApp();
  const { models = [] } = useModels();
  const draft = useAgentDraft(opened);
  const { agent, state, parsed } = draft;
  const editor = useRef<EditorHandle>(null);
  const canvas = useRef<DraftCanvasHandle>(null);
  const [view, chooseView] = useChosenView('liaoyuan.agents.draft', ['canvas', 'text']);
  const [releasing, setReleasing] = useState(false);
  const name = String(parsed.draft?.name || agent.name || words.untitled);
  const faults = useMemo(() => faultsOf(draft.text, parsed, agent.problems, words), [draft.text, parsed, agent.problems, words]);
  const acting = useMemo(() => unattendedIn(draft.text), [draft.text]);
  const [initial] = useState(draft.text);
  const names = useMemo(() => models.map((model) => model.name), [models]);

  useEffect(() => {
    document.title = `${name} · ${text.appName}`;
  }, [name, text]);

  const { save } = draft;
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (e.key.toLowerCase() !== 's' || !(e.ctrlKey || e.metaKey) || e.altKey || e.shiftKey) return;
      e.preventDefault();
      void save();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [save]);
  const failed = (e: unknown) => void message.error((e as Error).message || text.offline);
  const resolve = (mine: boolean) => draft.resolve(mine).then((theirs) => theirs !== undefined && editor.current?.replace(theirs)).catch(failed);
  const release = async () => {
    setReleasing(true);
    try {
      const made = await draft.release();
      if (made?.released) message.success(words.released(made.released));
    } catch (e) {
      failed(e);
    }
    setReleasing(false);
  };
  const blocked = faults.length > 0 || state === 'conflict' || state === 'invalid';
  return (
    <div style={{ height: '100%', maxWidth: view === 'text' ? 1100 : undefined, margin: '0 auto', padding: 16, boxSizing: 'border-box', display: 'flex', flexDirection: 'column', gap: 12 }}>
      <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 }}>
        <Button type="text" icon={<ArrowLeftOutlined />} aria-label={words.back} title={words.back} onClick={() => go(addressOf({ view: 'drafts' }))} />
        <h1 style={{ margin: 0, fontSize: 20, overflowWrap: 'anywhere' }}>{name}</h1>
        <Tag>{agent.released === null ? words.notReleased : words.release(agent.released)}</Tag>
        <span role="status" style={{ flex: 1, minWidth: 80 }}>{words.states[state]}</span>
        <Segmented<'canvas' | 'text'> aria-label={text.canvas.views} value={view} onChange={chooseView} options={[{ value: 'canvas', label: parsed.draft?.goal === undefined ? text.canvas.canvas : text.canvas.form }, { value: 'text', label: text.canvas.text }]} />
        {agent.released !== null && <Button icon={<CaretRightOutlined />} onClick={() => go(addressOf({ view: 'start', id: agent.id, from: undefined }))}>{words.run}</Button>}
        <Button icon={<ExperimentOutlined />} onClick={() => void save().then(() => go(addressOf({ view: 'evaluations', id: agent.id })))}>{text.evaluations.title}</Button>
        <Button type="primary" icon={<RocketOutlined />} loading={releasing} disabled={blocked} title={faults.length > 0 ? words.releaseBlocked(faults.length) : undefined} onClick={() => void release()}>
          {faults.length > 0 ? words.makeReleaseBlocked(faults.length) : words.makeRelease}
        </Button>
      </div>
      {state === 'failed' && <Alert role="alert" type="error" showIcon title={words.saveFailed} description={draft.refusal || text.offline} />}
      {state === 'conflict' && (
        <Alert
          role="alert" type="warning" showIcon title={words.conflict}
          action={<><Button size="small" onClick={() => void resolve(false)}>{words.takeTheirs}</Button> <Button size="small" onClick={() => void resolve(true)}>{words.keepMine}</Button></>}
        />
      )}
      {view === 'canvas' && (
        <div style={{ flex: 1, minHeight: 320 }}>
          <Suspense fallback={<Skeleton active />}>
            {parsed.draft?.goal !== undefined ? <GoalForm text={draft.text} parsed={parsed} problems={agent.problems} models={names} change={(next, typing) => editor.current?.change(next, typing)} /> : <DraftCanvas
              text={draft.text} parsed={parsed} problems={agent.problems} models={names} change={(next, typing) => editor.current?.change(next, typing)} undo={() => editor.current?.undo() ?? false} redo={() => editor.current?.redo() ?? false}
              toText={() => chooseView('text')} handle={canvas}
            />}
          </Suspense>
        </div>
      )}
      {/* the text keeps the history of both */}
      <div style={view === 'text' ? { flex: 1, minHeight: 200 } : { display: 'none' }}>
        <JsonEditor
          initial={initial} changed={draft.write} marks={faults} models={names} label={words.editor} describedBy={HELP} completions={words.completions} handle={editor}
        />
      </div>
      {view === 'text' && <p id={HELP} style={{ margin: 0, color: 'var(--ant-color-text-description)', fontSize: 12 }}>{words.editorHelp}</p>}
      {acting.length > 0 && <Alert type="warning" showIcon title={text.tools.unattended(acting.join(', '))} />}
      <ProblemList faults={faults} goTo={(fault) => (view === 'canvas' && fault.problem && canvas.current ? canvas.current.show(fault.problem) : (chooseView('text'), requestAnimationFrame(() => editor.current?.goTo(fault))))} />
    </div>
  );
}
