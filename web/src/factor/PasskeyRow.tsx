import { App, Button, Form, Input, Modal, Tag } from 'antd';
import { useId, useState } from 'react';
import type { Passkey } from '../api/types';
import { ListRow } from '../app/ListRow';
import { dayOf, moment } from '../app/time';
import { useText } from '../i18n';
import { factorApi } from './api';
import { PasswordPrompt } from './PasswordPrompt';

/** One passkey: its name, where it works, when it was used. */
export function PasskeyRow({ passkey, refresh }: { passkey: Passkey; refresh: () => Promise<unknown> }) {
  const text = useText();
  const words = text.factor;
  const { message } = App.useApp();
  const id = useId();
  const [renaming, setRenaming] = useState(false);
  const [removing, setRemoving] = useState(false);
  const { name } = passkey;

  const rename = async (wanted: string) => {
    try {
      await factorApi.renamePasskey(passkey.id, wanted);
      setRenaming(false);
      void message.success(words.renamed);
      await refresh();
    } catch (e) {
      void message.error((e as Error).message || text.offline);
    }
  };
  const remove = async (password: string) => {
    await factorApi.removePasskey(passkey.id, password);
    void message.success(words.passkeyRemoved(name));
    await refresh();
  };

  const used = passkey.lastUsedAt ? words.used(moment(passkey.lastUsedAt, text.locale)) : words.neverUsed;
  return (
    <>
      <ListRow
        name={name} detail={[words.since(dayOf(passkey.createdAt, text.locale)), used].join(' · ')}
        tags={<>
          {passkey.backedUp && <Tag>{words.synced}</Tag>}
          {passkey.host !== location.hostname && <Tag color="warning">{words.onlyFor(passkey.host)}</Tag>}
        </>}
        actions={<>
          <Button aria-label={words.rename(name)} onClick={() => setRenaming(true)}>{words.renameShort}</Button>
          <Button danger aria-label={words.remove(name)} onClick={() => setRemoving(true)}>{words.removeShort}</Button>
        </>}
      />
      <Modal title={words.rename(name)} open={renaming} onCancel={() => setRenaming(false)} destroyOnHidden okText={text.save} cancelText={text.cancel} okButtonProps={{ htmlType: 'submit', form: id }}>
        <Form id={id} layout="vertical" requiredMark={false} preserve={false} initialValues={{ name }} onFinish={(given: { name: string }) => void rename(given.name)}>
          <Form.Item name="name" label={words.passkeyName} rules={[{ required: true, whitespace: true, message: text.account.needed }]}><Input autoFocus maxLength={100} autoComplete="off" /></Form.Item>
        </Form>
      </Modal>
      <PasswordPrompt title={words.remove(name)} detail={words.removePasskeyDetail} okText={words.removeShort} danger open={removing} close={() => setRemoving(false)} act={remove} />
    </>
  );
}
