import { Alert } from 'antd';
import { useText } from '../i18n';

/** Tells who is alone here how that may change. */
export function OpenHouseNote() {
  const words = useText().account;
  return (
    <section aria-label={words.noPassword}>
      <Alert type="info" showIcon title={`${words.noPassword} · ${words.setPassword}`} description={<><div>{words.noPasswordDetail}</div><div style={{ marginTop: 8 }}>{words.noPasswordHow}</div></>} />
    </section>
  );
}
