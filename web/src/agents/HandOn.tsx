import { SwapOutlined } from '@ant-design/icons';
import { App, Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { useSession } from '../account/useSession';
import { useText } from '../i18n';
import { useMembers } from '../members/useMembers';
import { agentsApi } from './api';

/** Has another member decide; not where there is none. */
export function HandOn({ run, position, done }: { run: string; position: string; done: () => void }) {
  const text = useText();
  const words = text.runs;
  const { members, nameOf } = useMembers();
  const { person } = useSession();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const [to, setTo] = useState<string>();
  const others = members?.filter(({ id, role }) => role !== 'GUEST' && id !== person.id) ?? [];
  if (others.length === 0) return null;

  const handOn = async () => {
    try {
      await agentsApi.handOn(run, position, to!);
      void message.success(words.handedOn(nameOf(to!)));
      setAsking(false);
      done();
    } catch (e) {
      void message.error((e as Error).message || text.offline);
    }
  };
  return (
    <>
      <Button icon={<SwapOutlined />} onClick={() => setAsking(true)}>{words.handOn}</Button>
      <Modal open={asking} title={words.handOnTitle} okText={words.handOnGo} cancelText={words.close} okButtonProps={{ disabled: !to }} onOk={() => void handOn()} onCancel={() => setAsking(false)} destroyOnHidden>
        <Select
          aria-label={words.handOnTitle} style={{ width: '100%' }} value={to} onChange={setTo} showSearch={{ optionFilterProp: 'label' }}
          options={others.map(({ id }) => ({ value: id, label: nameOf(id) }))}
        />
      </Modal>
    </>
  );
}
