import { Alert, Button, Form, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { ApiError } from '../api/client';
import { useText } from '../i18n';
import { LinkNote } from '../members/LinkNote';
import { NAME } from '../members/useMembers';
import type { CreatedOrganisation, NewOrganisation } from './useOrganisations';

interface Fields {
  name: string;
  owner: string;
  displayName?: string;
}

interface Props {
  create: (wanted: NewOrganisation) => Promise<CreatedOrganisation>;
  open: boolean;
  close: () => void;
}

/** Begins an organisation; in the same dialog comes the link by which its owner sets a password. */
export function CreateOrganisation({ create, open, close }: Props) {
  const text = useText();
  const words = text.organisations;
  const id = useId();
  const [created, setCreated] = useState<{ owner: string; organisation: CreatedOrganisation }>();
  const [problem, setProblem] = useState('');
  const [saving, setSaving] = useState(false);

  const save = async ({ name, owner, displayName }: Fields) => {
    setSaving(true);
    setProblem('');
    try {
      setCreated({ owner, organisation: await create({ name, owner: { name: owner, ...(displayName && { displayName }) } }) });
    } catch (e) {
      setProblem(e instanceof ApiError && e.status === 409 ? text.members.taken : (e as Error).message || text.offline);
    }
    setSaving(false);
  };
  const forget = () => {
    setCreated(undefined);
    setProblem('');
  };

  return (
    <Modal
      open={open} destroyOnHidden afterClose={forget} onCancel={close} okButtonProps={{ htmlType: 'submit', form: id }} confirmLoading={saving} okText={words.createShort} cancelText={text.cancel}
      title={created ? words.ownerLinkTitle(created.organisation.name) : words.create} mask={{ closable: !created }}
      {...(created && { footer: <Button type="primary" onClick={close}>{text.members.done}</Button> })}
    >
      {created ? <LinkNote name={created.owner} link={created.organisation.ownerLink} /> : (
        <Form id={id} layout="vertical" requiredMark={false} preserve={false} onFinish={(fields: Fields) => void save(fields)}>
          <Form.Item name="name" label={words.name} rules={[{ required: true, whitespace: true, message: text.account.needed }]}><Input autoFocus autoComplete="off" maxLength={100} /></Form.Item>
          <Form.Item name="owner" label={words.owner} extra={words.ownerHelp} rules={[{ required: true, message: text.account.needed }, { pattern: NAME, message: text.account.badName }]}>
            <Input autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={100} />
          </Form.Item>
          <Form.Item name="displayName" label={words.ownerDisplayName}><Input autoComplete="off" maxLength={100} /></Form.Item>
          {problem && <Alert role="alert" type="error" showIcon title={problem} />}
        </Form>
      )}
    </Modal>
  );
}
