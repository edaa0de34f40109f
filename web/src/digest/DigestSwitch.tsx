import { App, Switch, theme } from 'antd';
import { useText } from '../i18n';
import { useDigestSetting } from './useDigests';

/** Whether new files get a summary. */
export function DigestSwitch() {
  const text = useText();
  const words = text.digest;
  const { token } = theme.useToken();
  const { message } = App.useApp();
  const { setting, set } = useDigestSetting();
  if (!setting) return null;
  return (
    <div style={{ display: 'flex', gap: 12, alignItems: 'flex-start', margin: '0 0 8px' }}>
      <Switch checked={setting.active} aria-label={words.setting} aria-describedby="digest-setting" onChange={(active) => void set(active).catch((e: Error) => void message.error(e.message || text.offline))} />
      <div>
        <strong>{words.setting}</strong>
        <div id="digest-setting" style={{ color: token.colorTextSecondary }}>{setting.possible ? words.settingDetail : words.impossible}</div>
      </div>
    </div>
  );
}
