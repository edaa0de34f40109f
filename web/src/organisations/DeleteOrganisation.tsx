import { Alert, App, Form, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import type { OrganisationOverview } from '../api/types';
import { useText } from '../i18n';
import { useOrganisationName } from './OrganisationRow';

interface Props {
  organisation: OrganisationOverview | undefined;
  remove: (id: string, name: string) => Promise<unknown>;
  close: () => void;
}

/** Deletes an organisation, after its name was typed. */
export function DeleteOrganisation({ organisation, remove, close }: Props) {
  const text = useText();
  const words = text.organisations;
  const id = useId();
  const { message } = App.useApp();
  const nameOf = useOrganisationName();
  const [problem, setProblem] = useState('');
  const [removing, setRemoving] = useState(false);
  const name = organisation ? nameOf(organisation) : '';

  const end = async ({ typed }: { typed: string }) => {
    if (!organisation) return;
    setProblem('');
    setRemoving(true);
    try {
      await remove(organisation.id, typed);
      void message.success(words.removed(name));
      close();
    } catch (e) {
      setProblem((e as Error).message || text.offline);
    }
    setRemoving(false);
  };

  return (
    <Modal
      open={organisation !== undefined} title={words.remove(name)} destroyOnHidden afterClose={() => setProblem('')} onCancel={close} confirmLoading={removing}
      okText={words.removeConfirm} okButtonProps={{ htmlType: 'submit', form: id, danger: true }} cancelText={text.cancel}
    >
      <p>{words.removeDetail(words.people(organisation?.people ?? 0))}</p>
      <Form id={id} layout="vertical" requiredMark={false} preserve={false} onFinish={(fields: { typed: string }) => void end(fields)}>
        <Form.Item
          name="typed" label={words.typeName(name)} validateTrigger="onSubmit"
          rules={[{ validator: (_, typed?: string) => (typed?.trim() === name ? Promise.resolve() : Promise.reject(new Error(words.notTheName))) }]}
        >
          <Input autoFocus autoComplete="off" spellCheck={false} maxLength={100} />
        </Form.Item>
        {problem && <Alert role="alert" type="error" showIcon title={problem} />}
      </Form>
    </Modal>
  );
}
