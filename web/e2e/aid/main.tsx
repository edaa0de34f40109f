import { App } from 'antd';
import { createRoot } from 'react-dom/client';
import { AidPanel } from '../../src/hearing/aid/AidPanel';
import { dictionaries, initialLanguage, TextProvider } from '../../src/i18n';

/** The panel as the page shows it, without a server behind it: the aid needs none. */
createRoot(document.getElementById('root')!).render(
  <TextProvider value={dictionaries[initialLanguage()]}>
    <App>
      <AidPanel ears={{ right: { frequencies: [250, 1000, 4000], levels: [35, 40, 60] } }} />
    </App>
  </TextProvider>,
);
