import { DesktopOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useText } from '../i18n';
import type { Appearance } from './useAppearance';

const icons = { light: <SunOutlined />, dark: <MoonOutlined />, system: <DesktopOutlined /> };

interface Props {
  appearance: Appearance;
  choose: (appearance: Appearance) => void;
  switchLanguage: () => void;
}

/** Language and light or dark. */
export function Preferences({ appearance, choose, switchLanguage }: Props) {
  const text = useText();
  const items = (['system', 'light', 'dark'] as const).map((key) => ({ key, label: text[key], icon: icons[key] }));
  return (
    <>
      <Button type="text" onClick={switchLanguage} aria-label={text.languageLabel}>
        {text.language}
      </Button>
      <Dropdown trigger={['click']} menu={{ items, selectable: true, selectedKeys: [appearance], onClick: ({ key }) => choose(key as Appearance) }}>
        <Button type="text" icon={icons[appearance]} aria-label={text.appearance} />
      </Dropdown>
    </>
  );
}
