import { Alert, Button } from 'antd';
import { useText } from '../i18n';
import { useOnline, useUpdate } from './register';

/** That there is no network, and that there is a new version. */
export function Notices() {
  const words = useText().pwa;
  const online = useOnline();
  const { ready, load, later } = useUpdate();
  return (
    <>
      {!online && <Alert role="status" type="warning" showIcon banner title={words.offline} />}
      {ready && (
        <Alert
          role="status" type="info" showIcon banner title={words.update}
          action={<><Button size="small" type="primary" onClick={load}>{words.reload}</Button> <Button size="small" onClick={later}>{words.later}</Button></>}
        />
      )}
    </>
  );
}
