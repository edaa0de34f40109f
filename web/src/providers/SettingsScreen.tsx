import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { OpenHouseNote } from '../account/OpenHouseNote';
import { OwnData } from '../account/OwnData';
import { useSession } from '../account/useSession';
import { useText } from '../i18n';
import { AliasSection } from './AliasSection';
import { ProviderSection } from './ProviderSection';
import { WatchedSection } from '../watched/WatchedSection';
import { WebSearchSection } from '../websearch/WebSearchSection';

/** Who else may answer: providers, and names that stand for several models; with what the web is searched. Who has no account page finds their data here. */
export function SettingsScreen({ close }: { close: () => void }) {
  const text = useText().providers;
  const { signInNeeded, may } = useSession();
  return (
    <div style={{ height: '100%', overflowY: 'auto' }}>
      <div style={{ maxWidth: 760, margin: '0 auto', padding: 16, display: 'grid', gap: 32 }}>
        <div>
          <Button type="text" icon={<ArrowLeftOutlined />} onClick={close}>{text.back}</Button>
        </div>
        {!signInNeeded && <OpenHouseNote />}
        <ProviderSection />
        <AliasSection />
        {may('MANAGE_WEB_SEARCH') && <WebSearchSection />}
        {may('MANAGE_WATCHED_FOLDERS') && <WatchedSection />}
        {!signInNeeded && <OwnData />}
      </div>
    </div>
  );
}
