import { MenuOutlined, PlusOutlined, SearchOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Drawer, Grid, Skeleton, theme } from 'antd';
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react';
import { useSession } from '../account/useSession';
import { begin } from '../assistants/useAssistants';
import { ChatScreen } from '../chat/ChatScreen';
import { Sidebar } from '../conversations/Sidebar';
import { useText } from '../i18n';
import { ModelPicker } from '../models/ModelPicker';
import { Notices } from '../pwa/Notices';
import { go as goToAddress, useRoute, type Page } from './useRoute';
import { useShortcuts } from './useShortcuts';

const Palette = lazy(() => import('../palette/Palette'));
const ClipScreen = lazy(() => import('../clip/ClipScreen'));
const NoteScreen = lazy(() => import('../notes/NoteScreen'));
const SpaceScreen = lazy(() => import('../space/SpaceScreen'));
const DocumentScreen = lazy(() => import('../proof/DocumentScreen'));
const UsageScreen = lazy(() => import('../usage/UsageScreen'));
const AbilitiesScreen = lazy(() => import('../abilities/AbilitiesScreen').then((m) => ({ default: m.AbilitiesScreen })));

const SettingsScreen = lazy(() => import('../providers/SettingsScreen').then((m) => ({ default: m.SettingsScreen })));
const ProfileScreen = lazy(() => import('../account/ProfileScreen'));
const MembersScreen = lazy(() => import('../members/MembersScreen'));
const KeysScreen = lazy(() => import('../keys/KeysScreen'));
const OrganisationsScreen = lazy(() => import('../organisations/OrganisationsScreen'));
const AssistantsScreen = lazy(() => import('../assistants/AssistantsScreen'));
const AgentsScreen = lazy(() => import('../agents/AgentsScreen'));
const MemoryScreen = lazy(() => import('../memory/MemoryScreen'));
const HearingScreen = lazy(() => import('../hearing/HearingScreen'));
const AuditScreen = lazy(() => import('../audit/AuditScreen'));

const SIDEBAR_WIDTH = 280;

/** The frame: conversations at the side (in a drawer where the screen is narrow), one conversation in the middle. */
export function Shell({ preferences }: { preferences: ReactNode }) {
  const text = useText();
  const { may } = useSession();
  const { token } = theme.useToken();
  const wide = Grid.useBreakpoint().md ?? innerWidth >= 768;
  const { page: named, conversationId, messageId, documentId, passage, noteId, open, openPage } = useRoute();
  const page = documentId === undefined ? named : 'document';
  const [searching, setSearching] = useState(false);
  const [drawer, setDrawer] = useState(false);
  const [wantedModel, setWantedModel] = useState('default');
  const main = useRef<HTMLElement>(null);

  const go = (id: string | undefined) => {
    begin({});
    open(id);
    setDrawer(false);
  };

  const goTo = (wanted: Page) => {
    openPage(wanted);
    setDrawer(false);
  };

  const goAnywhere = (address: string) => {
    if (address === '/') begin({});
    goToAddress(address);
    setDrawer(false);
  };
  useShortcuts({ search: () => setSearching((now) => !now), begin: () => go(undefined) });

  const sidebar = <Sidebar current={conversationId} page={named} open={go} openPage={goTo} search={() => setSearching(true)} />;
  return (
    <div style={{ display: 'flex', height: '100%', background: token.colorBgContainer, color: token.colorText }}>
      <a className="skip-link" href="#main" style={{ background: token.colorPrimary, color: token.colorTextLightSolid }} onClick={(e) => { e.preventDefault(); main.current?.focus(); }}>
        {text.skipToContent}
      </a>
      {wide ? (
        <aside style={{ width: SIDEBAR_WIDTH, flex: 'none', borderInlineEnd: `1px solid ${token.colorBorderSecondary}`, background: token.colorBgLayout }}>
          {sidebar}
        </aside>
      ) : (
        <Drawer open={drawer} onClose={() => setDrawer(false)} placement="left" size={SIDEBAR_WIDTH} title={text.conversations} styles={{ body: { padding: 0 } }}>
          {sidebar}
        </Drawer>
      )}
      <div style={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}>
        <header style={{ display: 'flex', alignItems: 'center', gap: 4, padding: '8px 12px', borderBottom: `1px solid ${token.colorBorderSecondary}` }}>
          {!wide && <Button type="text" icon={<MenuOutlined />} aria-label={text.openList} onClick={() => setDrawer(true)} />}
          {page === 'chat' && <ModelPicker conversationId={conversationId} wanted={wantedModel} choose={setWantedModel} />}
          <span style={{ flex: 1 }} />
          {!wide && <Button type="text" icon={<SearchOutlined />} aria-label={text.palette.open} onClick={() => setSearching(true)} />}
          {!wide && <Button type="text" icon={<PlusOutlined />} aria-label={text.newChat} onClick={() => go(undefined)} />}
          {may('SEE_PROVIDERS') && (
            <Button type="text" icon={<SettingOutlined />} aria-label={text.providers.settings} title={text.providers.settings} onClick={() => goTo('settings')} />
          )}
          {preferences}
        </header>
        <Notices />
        <main id="main" ref={main} tabIndex={-1} style={{ flex: 1, minHeight: 0, outline: 'none' }}>
          {page === 'chat' ? (
            <ChatScreen conversationId={conversationId} messageId={messageId} model={wantedModel} open={open} />
          ) : (
            <Suspense fallback={<Skeleton active style={{ padding: 24 }} />}>
              {page === 'space' && (noteId ? <NoteScreen id={noteId} /> : <SpaceScreen />)}
              {page === 'memory' && <MemoryScreen />}
              {page === 'hearing' && <HearingScreen />}
              {documentId !== undefined && <DocumentScreen key={`${documentId}-${passage}`} id={documentId} passage={passage} />}
              {page === 'clip' && <ClipScreen />}
              {page === 'usage' && <UsageScreen />}
              {page === 'abilities' && <AbilitiesScreen />}
              {page === 'settings' && <SettingsScreen close={() => open(undefined)} />}
              {page === 'account' && <ProfileScreen />}
              {page === 'members' && <MembersScreen />}
              {page === 'keys' && <KeysScreen />}
              {page === 'organisations' && <OrganisationsScreen />}
              {page === 'audit' && <AuditScreen />}
              {page === 'assistants' && <AssistantsScreen />}
              {page === 'agents' && <AgentsScreen />}
            </Suspense>
          )}
        </main>
      </div>
      {searching && <Suspense><Palette close={() => setSearching(false)} go={goAnywhere} /></Suspense>}
    </div>
  );
}
