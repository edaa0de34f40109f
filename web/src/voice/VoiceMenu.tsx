import { SoundOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useText } from '../i18n';
import { VoiceSettings } from './VoiceSettings';

/** How one speaks and is spoken to, behind a button. */
export function VoiceMenu() {
  const words = useText().voice;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="text" size="small" icon={<SoundOutlined />} aria-haspopup="dialog" onClick={() => setOpen(true)}>{words.settings}</Button>
      <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={words.settings} width={400} destroyOnHidden>
        <VoiceSettings />
      </Modal>
    </>
  );
}
