import { Skeleton, Tabs } from 'antd';
import { lazy, Suspense } from 'react';
import { useSession } from '../account/useSession';
import { PageFrame } from '../app/PageFrame';
import { go, useAddressQuery } from '../app/useRoute';
import { ConnectorLists } from '../connectors/ConnectorLists';
import { useText } from '../i18n';
import { addressOf, viewIn, type AgentsView } from './address';
import { DraftList } from './DraftList';
import { ReadyList } from './ReadyList';
import { RunList } from './RunList';
import { RunScreen } from './RunScreen';
import { StartScreen } from './StartScreen';
import { WaitingSection } from './WaitingSection';

const DraftScreen = lazy(() => import('./DraftScreen'));
const ReleasesScreen = lazy(() => import('./ReleasesScreen'));
const EvaluationsScreen = lazy(() => import('./EvaluationsScreen'));
const TriggerList = lazy(() => import('./TriggerList'));

/** Agents that can be run, drafts for who builds them, runs; one of these where the address names it. */
export default function AgentsScreen() {
  const shown = viewIn(useAddressQuery());
  if (shown.view === 'draft') return <Suspense fallback={<Skeleton active style={{ padding: 24 }} />}><DraftScreen key={shown.id} id={shown.id} /></Suspense>;
  if (shown.view === 'releases') return <Suspense fallback={<Skeleton active style={{ padding: 24 }} />}><ReleasesScreen key={shown.id} id={shown.id} /></Suspense>;
  if (shown.view === 'evaluations') return <Suspense fallback={<Skeleton active style={{ padding: 24 }} />}><EvaluationsScreen key={shown.id} id={shown.id} /></Suspense>;
  if (shown.view === 'run') return <RunScreen key={shown.id} id={shown.id} />;
  if (shown.view === 'start') return <StartScreen key={`${shown.id} ${shown.from}`} id={shown.id} from={shown.from} />;
  return <Lists view={shown.view} />;
}

function Lists({ view }: { view: 'ready' | 'drafts' | 'runs' | 'connections' | 'triggers' }) {
  const text = useText();
  const { agents: words, doors } = text;
  const { may } = useSession();
  const builds = may('BUILD_AGENTS');
  const items = [
    { key: 'ready', label: words.ready, children: <ReadyList /> },
    ...(builds ? [{ key: 'drafts', label: words.drafts, children: <DraftList /> }] : []),
    { key: 'runs', label: words.runs, children: <RunList /> },
    ...(builds ? [{ key: 'connections', label: text.connectors.tab, children: <ConnectorLists /> }] : []),
    ...(may('OWN_TRIGGERS') ? [{ key: 'triggers', label: doors.triggers, children: <Suspense fallback={<Skeleton active />}><TriggerList /></Suspense> }] : []),
  ];
  return (
    <PageFrame title={words.title} detail={words.detail}>
      <WaitingSection />
      <Tabs
        className="all-tabs" aria-label={words.views} activeKey={items.some(({ key }) => key === view) ? view : 'ready'} items={items} destroyOnHidden animated={false}
        onChange={(chosen) => go(addressOf({ view: chosen } as AgentsView))}
      />
    </PageFrame>
  );
}
