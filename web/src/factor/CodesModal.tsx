import { Button, Modal } from 'antd';
import { useRef } from 'react';
import { useText } from '../i18n';
import { CodeList } from './CodeList';

/** Shows new recovery codes until they are put away. */
export function CodesModal({ codes, close }: { codes: string[]; close: () => void }) {
  const words = useText().factor;
  const copy = useRef<HTMLButtonElement>(null);
  return (
    <Modal
      open={codes.length > 0} title={words.codes} closable={false} mask={{ closable: false }} keyboard={false}
      // not the button that closes: whoever typed Enter in what came before would never see them
      afterOpenChange={(open) => { if (open) copy.current?.focus(); }}
      footer={<Button type="primary" onClick={close}>{words.done}</Button>}
    >
      <CodeList codes={codes} first={copy} />
    </Modal>
  );
}
