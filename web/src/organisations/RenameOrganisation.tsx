import { Alert, App, Form, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import type { OrganisationOverview } from '../api/types';
import { useSession } from '../account/useSession';
import { useText } from '../i18n';
import { useOrganisationName } from './OrganisationRow';

interface Props {
  organisation: OrganisationOverview | undefined;
  rename: (id: string, name: string) => Promise<unknown>;
  close: () => void;
}

/** Gives an organisation another name. */
export function RenameOrganisation({ organisation, rename, close }: Props) {
  const text = useText();
  const words = text.organisations;
  const id = useId();
  const { message } = App.useApp();
  const { refresh } = useSession();
  const nameOf = useOrganisationName();
  const [problem, setProblem] = useState('');

  const save = async ({ name }: { name: string }) => {
    if (!organisation) return;
    setProblem('');
    try {
      await rename(organisation.id, name);
      void message.success(words.renamed(name.trim()));
      close();
      await refresh();
    } catch (e) {
      setProblem((e as Error).message || text.offline);
    }
  };

  return (
    <Modal
      open={organisation !== undefined} title={organisation && words.rename(nameOf(organisation))} destroyOnHidden afterClose={() => setProblem('')} onCancel={close}
      okText={text.save} okButtonProps={{ htmlType: 'submit', form: id }} cancelText={text.cancel}
    >
      <Form id={id} layout="vertical" requiredMark={false} preserve={false} initialValues={{ name: organisation?.name }} onFinish={(fields: { name: string }) => void save(fields)}>
        <Form.Item name="name" label={words.name} rules={[{ required: true, whitespace: true, message: text.account.needed }]}><Input autoFocus autoComplete="off" maxLength={100} /></Form.Item>
        {problem && <Alert role="alert" type="error" showIcon title={problem} />}
      </Form>
    </Modal>
  );
}
