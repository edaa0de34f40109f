import { Button, Modal } from 'antd';
import { useText } from '../i18n';
import { CodeList } from './CodeList';

/** Shows new recovery codes until they are put away. */
export function CodesModal({ codes, close }: { codes: string[]; close: () => void }) {
  const words = useText().factor;
  return (
    <Modal
      open={codes.length > 0} title={words.codes} onCancel={close} mask={{ closable: false }} keyboard={false}
      footer={<Button type="primary" autoFocus onClick={close}>{words.done}</Button>}
    >
      <CodeList codes={codes} />
    </Modal>
  );
}
