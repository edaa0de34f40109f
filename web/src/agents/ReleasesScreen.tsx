import { ArrowLeftOutlined, DownloadOutlined, TagOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Select, Tag } from 'antd';
import { useState } from 'react';
import { useSession } from '../account/useSession';
import type { AgentRelease } from '../api/types';
import { LIST, ListRow } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { PageFrame } from '../app/PageFrame';
import { moment } from '../app/time';
import { go } from '../app/useRoute';
import { useText } from '../i18n';
import { addressOf } from './address';
import { agentsApi, AGENTS, DRAFTS } from './api';
import { DiffView } from './DiffView';
import { doorsApi, RELEASES } from './doorsApi';

const LABELS = ['dev', 'test', 'prod'] as const;
const DRAFT = 'draft';

/** Releases of an agent: which label stands on which, what is different between two, and files of them. */
export default function ReleasesScreen({ id }: { id: string }) {
  const text = useText();
  const words = text.doors;
  const draft = useQuery({ queryKey: [...DRAFTS, id], queryFn: () => agentsApi.draft(id), gcTime: 0 });
  const releases = useQuery({ queryKey: [...RELEASES, id], queryFn: () => doorsApi.releases(id) });
  const name = draft.data?.name || text.agents.untitled;
  return (
    <PageFrame title={words.releasesTitle(name)} detail={words.releasesDetail}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        <Button icon={<ArrowLeftOutlined />} onClick={() => go(addressOf({ view: 'drafts' }))}>{text.agents.drafts}</Button>
        <Button onClick={() => go(addressOf({ view: 'draft', id }))}>{words.toDraft}</Button>
        <Button icon={<DownloadOutlined />} href={doorsApi.bundle(id, DRAFT)} download>{words.exportDraft}</Button>
      </div>
      <LoadNote error={releases.error ?? draft.error} loading={releases.isLoading} retry={() => void releases.refetch()} />
      {releases.data?.length === 0 && <p style={{ margin: 0 }}>{words.noReleases}</p>}
      <ul style={LIST}>{releases.data?.map((release) => <ReleaseRow key={release.number} id={id} release={release} revision={draft.data?.revision} />)}</ul>
      {releases.data && releases.data.length > 0 && <Compare id={id} releases={releases.data} />}
      <Moves id={id} />
    </PageFrame>
  );
}

function ReleaseRow({ id, release, revision }: { id: string; release: AgentRelease; revision: number | undefined }) {
  const text = useText();
  const words = text.doors;
  const client = useQueryClient();
  const { may } = useSession();
  const { message, modal } = App.useApp();
  const { number, labels } = release;
  const failed = (e: unknown) => void message.error((e as Error).message || text.offline);
  const move = async (label: string, to: number | undefined) => {
    try {
      client.setQueryData([...RELEASES, id], await doorsApi.label(id, label, to));
      void client.invalidateQueries({ queryKey: AGENTS });
      message.success(words.moved(label, to));
    } catch (e) {
      failed(e);
    }
  };
  const makeDraft = () => modal.confirm({
    title: words.makeDraftOf(number), content: words.makeDraftSure, okText: words.makeDraft, cancelText: text.cancel,
    onOk: async () => {
      try {
        await doorsApi.toDraft(id, number, revision!);
        void client.invalidateQueries({ queryKey: AGENTS });
        message.success(words.draftMade(number));
      } catch (e) {
        failed(e);
      }
    },
  });
  const items = LABELS.map((label) => ({
    key: label, disabled: label === 'prod' && !may('RELEASE_AGENTS'), label: labels.includes(label) ? words.take(label) : words.put(label),
  }));
  return (
    <ListRow
      name={words.release(number)} tags={labels.map((label) => <Tag key={label} color={label === 'prod' ? 'success' : 'processing'}>{label}</Tag>)}
      detail={words.by(release.releasedBy, moment(release.releasedAt, text.locale))}
      actions={<>
        <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void move(key, labels.includes(key) ? undefined : number) }}>
          <Button icon={<TagOutlined />} aria-label={words.labelOf(number)} aria-haspopup="menu">{words.label}</Button>
        </Dropdown>
        <Button disabled={revision === undefined} aria-label={words.makeDraftOf(number)} onClick={makeDraft}>{words.makeDraft}</Button>
        <Button icon={<DownloadOutlined />} aria-label={words.exportOf(number)} href={doorsApi.bundle(id, String(number))} download>{words.export}</Button>
      </>}
    />
  );
}

function Compare({ id, releases }: { id: string; releases: AgentRelease[] }) {
  const words = useText().doors;
  const [from, setFrom] = useState(String(releases[0]!.number));
  const [to, setTo] = useState(DRAFT);
  const { data, error, isLoading, refetch } = useQuery({ queryKey: [...RELEASES, id, 'diff', from, to], queryFn: () => doorsApi.diff(id, from, to) });
  const options = [{ value: DRAFT, label: words.draft }, ...releases.map(({ number }) => ({ value: String(number), label: words.release(number) }))];
  return (
    <section aria-label={words.compare} style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <h2 style={{ margin: 0, fontSize: 16 }}>{words.compare}</h2>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>
        <Select aria-label={words.from} value={from} options={options} onChange={setFrom} style={{ width: 140 }} />
        <span aria-hidden>→</span>
        <Select aria-label={words.to} value={to} options={options} onChange={setTo} style={{ width: 140 }} />
      </div>
      <LoadNote error={error} loading={isLoading} retry={() => void refetch()} />
      {data && <DiffView diff={data} />}
    </section>
  );
}

function Moves({ id }: { id: string }) {
  const text = useText();
  const words = text.doors;
  const { data } = useQuery({ queryKey: [...RELEASES, id, 'moves'], queryFn: () => doorsApi.moves(id) });
  if (!data || data.length === 0) return null;
  const place = (release: number | null) => (release === null ? words.none : words.release(release));
  return (
    <section aria-label={words.moves}>
      <h2 style={{ margin: '0 0 8px', fontSize: 16 }}>{words.moves}</h2>
      <ul style={LIST}>
        {data.map(({ label, before, release, movedBy, movedAt }, i) => (
          <li key={i}>{words.move(label, place(before), place(release))} · {words.by(movedBy, moment(movedAt, text.locale))}</li>
        ))}
      </ul>
    </section>
  );
}
