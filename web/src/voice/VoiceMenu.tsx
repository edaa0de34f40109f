import { SoundOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useText } from '../i18n';
import { VoiceSettings } from './VoiceSettings';

/** How one speaks and is spoken to, behind a button. */
export function VoiceMenu() {
  const words = useText().voice;
  return (
    <Popover trigger="click" destroyOnHidden placement="topLeft" content={<VoiceSettings />}>
      <Button type="text" size="small" icon={<SoundOutlined />} aria-haspopup="dialog">{words.settings}</Button>
    </Popover>
  );
}
