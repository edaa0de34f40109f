import { ArrowLeftOutlined, CaretRightOutlined, PauseOutlined, PlayCircleOutlined, RedoOutlined, StopOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Popconfirm } from 'antd';
import { useState } from 'react';
import { useSession } from '../account/useSession';
import { ApiError } from '../api/client';
import type { AgentRun, WholeRun } from '../api/types';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { addressOf } from './address';
import { agentsApi } from './api';
import { KeepCase } from './KeepCase';
import { isEnd } from './follow';

interface Props {
  whole: WholeRun;
  take: (whole: WholeRun) => void;
}

/** Back, and what can be done with a run as it stands. */
export function RunActions({ whole, take }: Props) {
  const text = useText();
  const words = text.runs;
  const { may } = useSession();
  const { run } = whole;
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
      <Button icon={<ArrowLeftOutlined />} onClick={() => go(addressOf({ view: 'runs' }))}>{text.agents.runs}</Button>
      {isEnd(run.state) ? !run.evaluation && <Again run={run} take={take} /> : <Holding run={run} take={take} />}
      {may('BUILD_AGENTS') && isEnd(run.state) && !run.evaluation && <KeepCase run={run} />}
      {may('BUILD_AGENTS') && <Button onClick={() => go(addressOf({ view: 'draft', id: run.agent }))}>{words.openDraft}</Button>}
    </div>
  );
}

/** While it goes on: holding it, and ending it. */
function Holding({ run, take }: { run: AgentRun; take: Props['take'] }) {
  const text = useText();
  const words = text.runs;
  const { message } = App.useApp();
  const [sending, setSending] = useState(false);
  const failed = (e: Error) => void message.error(e.message || text.offline);
  const send = (change: Promise<WholeRun>) => {
    setSending(true);
    void change.then(take).catch(failed).finally(() => setSending(false));
  };
  return <>
    {run.pausedAt
      ? <Button type="primary" icon={<CaretRightOutlined />} loading={sending} onClick={() => send(agentsApi.resume(run.id))}>{words.resume}</Button>
      : <Button icon={<PauseOutlined />} loading={sending} onClick={() => send(agentsApi.pause(run.id))}>{words.hold}</Button>}
    <Popconfirm title={words.cancelSure} okText={words.cancelYes} cancelText={words.cancelNo} okButtonProps={{ danger: true }} onConfirm={() => agentsApi.cancel(run.id).then(take).catch(failed)}>
      <Button danger icon={<StopOutlined />}>{words.cancel}</Button>
    </Popconfirm>
  </>;
}

/** Once it has ended: from where it failed, once more, with something else, or with the same answers. */
function Again({ run, take }: { run: AgentRun; take: Props['take'] }) {
  const text = useText();
  const words = text.runs;
  const { message } = App.useApp();
  const [sending, setSending] = useState('');
  const failed = (e: Error) => {
    void message.error(e.message || text.offline);
    setSending('');
  };
  const another = (which: string, begun: Promise<AgentRun>) => {
    setSending(which);
    return begun.then(({ id }) => go(addressOf({ view: 'run', id })));
  };
  const again = () => another('again', agentsApi.start(run.agent, run.input)).catch((e: Error) => {
    failed(e);
    // the newest release may ask for something else by now
    if (e instanceof ApiError && e.status === 400) go(addressOf({ view: 'start', id: run.agent, from: run.id }));
  });
  const retry = () => {
    setSending('retry');
    void agentsApi.retry(run.id).then(take).catch(failed);
  };
  const replays = (['TOOLS', 'MODELS'] as const).map((key) => ({
    key, label: <><div>{words.replays[key]}</div><div style={{ color: 'var(--ant-color-text-description)' }}>{words.replayHelp[key]}</div></>,
  }));
  return <>
    {run.state !== 'DONE' && run.own && !run.parent && (
      <Button type="primary" icon={<PlayCircleOutlined />} loading={sending === 'retry'} title={words.retryOf(run.failedNode ?? '')} onClick={retry}>{words.retry}</Button>
    )}
    <Button icon={<RedoOutlined />} loading={sending === 'again'} onClick={() => void again()}>{words.again}</Button>
    <Button onClick={() => go(addressOf({ view: 'start', id: run.agent, from: run.id }))}>{words.changed}</Button>
    <Dropdown trigger={['click']} menu={{ items: replays, onClick: ({ key }) => void another('replay', agentsApi.replay(run.id, key as 'TOOLS' | 'MODELS', 'SAME')).catch(failed) }}>
      <Button loading={sending === 'replay'} aria-haspopup="menu">{words.replay}</Button>
    </Dropdown>
  </>;
}
