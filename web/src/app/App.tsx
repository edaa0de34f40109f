import { XProvider } from '@ant-design/x';
import xEnglish from '@ant-design/x/locale/en_US';
import xChinese from '@ant-design/x/locale/zh_CN';
import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, theme } from 'antd';
import english from 'antd/locale/en_US';
import chinese from 'antd/locale/zh_CN';
import { useCallback, useEffect, useState } from 'react';
import { accountApi } from '../account/api';
import { SessionGate } from '../account/SessionGate';
import { SESSION } from '../account/useSession';
import { ApiError } from '../api/client';
import { FreshClient } from '../api/fresh';
import type { Session } from '../api/types';
import { dictionaries, initialLanguage, rememberLanguage, TextProvider, type Language } from '../i18n';
import { registerWorker } from '../pwa/register';
import { Preferences } from './Preferences';
import { Shell } from './Shell';
import { useAppearance } from './useAppearance';

const client = new FreshClient({
  defaultOptions: {
    queries: {
      // a server that said no says it again; one that was not there may come back
      retry: (times, error) => times < 3 && !(error instanceof ApiError && error.status > 0),
      staleTime: 5_000,
    },
  },
});

/** The library's own greys and reds are too near to what is behind them: text has a contrast of 4.5 or more here (WCAG 1.4.3). */
const LIGHT = {
  algorithm: theme.defaultAlgorithm,
  token: {
    colorPrimary: '#c2410c', colorPrimaryHover: '#a8380a', colorLink: '#0b57c2', colorError: '#cf1322', colorInfo: '#0b57c2', colorTextDescription: 'rgba(0, 0, 0, 0.65)', colorTextPlaceholder: 'rgba(0, 0, 0, 0.6)',
    // what is behind them would be derived of a dark colour, and be dark
    colorSuccess: '#237804', colorSuccessBg: '#f6ffed', colorSuccessBorder: '#b7eb8f', colorWarning: '#985b00', colorWarningBg: '#fffbe6', colorWarningBorder: '#ffe58f',
  },
};
const DARK = {
  algorithm: theme.darkAlgorithm,
  token: { colorPrimary: '#e8704a', colorLink: '#6ea8fe', colorError: '#ff6163', colorTextDescription: 'rgba(255, 255, 255, 0.65)', colorTextPlaceholder: 'rgba(255, 255, 255, 0.6)' },
  components: { Button: { primaryColor: '#140800', dangerColor: '#140800' }, Tag: { colorError: '#ff8f90', colorInfo: '#8ab8ff' } },
};

const locales = { zh: { ...chinese, ...xChinese }, en: { ...english, ...xEnglish } };

export function App() {
  const [language, setLanguage] = useState<Language>(initialLanguage);
  const { appearance, dark, choose } = useAppearance();

  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);

  useEffect(() => {
    // after what is seen first: the worker fetches the page's files once more
    const begin = () => void registerWorker(() => void client.invalidateQueries()).catch(() => {});
    if (document.readyState === 'complete') begin();
    else addEventListener('load', begin, { once: true });
  }, []);

  const speak = useCallback((wanted: Language) => {
    rememberLanguage(wanted);
    setLanguage(wanted);
  }, []);

  const switchLanguage = () => {
    const other = language === 'zh' ? 'en' : 'zh';
    speak(other);
    // whose account names a language means this one from now on
    if (client.getQueryData<Session>(SESSION)?.person?.language) {
      void accountApi.change({ language: other }).then(() => client.refetchQueries({ queryKey: SESSION })).catch(() => {});
    }
  };
  const preferences = <Preferences appearance={appearance} choose={choose} switchLanguage={switchLanguage} />;

  return (
    <QueryClientProvider client={client}>
      <TextProvider value={dictionaries[language]}>
        <XProvider
          // what is seen on a button of two Chinese characters is what its name says, without a space between them
          button={{ autoInsertSpace: false }}
          locale={locales[language]}
          theme={dark ? DARK : LIGHT}
        >
          <AntApp style={{ height: '100%' }}>
            <SessionGate speak={speak} preferences={preferences}>
              <Shell preferences={preferences} />
            </SessionGate>
          </AntApp>
        </XProvider>
      </TextProvider>
    </QueryClientProvider>
  );
}
