import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Upload } from 'antd';
import { useState } from 'react';
import { useSession } from '../account/useSession';
import { ListRow } from '../app/ListRow';
import { useText } from '../i18n';
import { AddConnector } from './AddConnector';
import { APIS_KEY, connectorsApi, type OpenApiConnection } from './api';
import { ConnectorSection, RemoveConnector } from './ConnectorSection';
import { ListedOperations } from './ListedOperations';

interface Fields {
  name: string;
  url?: string;
  documentUrl?: string;
  document?: string;
  header?: string;
  value?: string;
}

const add = ({ name, url, documentUrl, document, header, value }: Fields) =>
  connectorsApi.addApi({
    name, ...(url?.trim() && { url }), ...(document?.trim() && { document }), ...(documentUrl?.trim() && { documentUrl }), headers: header?.trim() ? { [header.trim()]: value ?? '' } : {},
  });

/** APIs that agents may call, and what they can do; who manages them adds, tests and removes them. */
export function ApiList() {
  const words = useText().connectors;
  const { may } = useSession();
  const client = useQueryClient();
  const query = useQuery({ queryKey: APIS_KEY, queryFn: connectorsApi.apis });
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<string>();
  const manages = may('MANAGE_CONNECTORS');
  const remove = async (id: string) => {
    await connectorsApi.removeApi(id);
    await client.invalidateQueries({ queryKey: APIS_KEY });
  };
  const row = (api: OpenApiConnection) => (
    <ListRow
      key={api.id} name={api.name} detail={<>{words.apiDetail(api.title, api.version, api.operations)}<br />{api.headers.length ? words.withHeaders(api.url, api.headers.join(', ')) : api.url}</>}
      actions={<>
        <Button aria-label={words.operationsOf(api.name)} onClick={() => setShown(api.name)}>{words.operations}</Button>
        {manages && <><TestButton api={api} /><RemoveConnector name={api.name} remove={() => remove(api.id)} /></>}
      </>}
    />
  );
  return (
    <ConnectorSection
      id="apis-title" title={words.apis} help={words.apisHelp} none={words.noApis} query={query} rows={query.data?.map(row)}
      add={<div>
        {manages && <Button onClick={() => setAdding(true)}>{words.addApi}</Button>}
        <AddConnector<Fields> title={words.addApi} open={adding} close={() => setAdding(false)} add={add} list={APIS_KEY}><ApiFields /></AddConnector>
        <ListedOperations api={shown} close={() => setShown(undefined)} />
      </div>}
    />
  );
}

function ApiFields() {
  const words = useText().connectors;
  const form = Form.useFormInstance<Fields>();
  const needed = { required: true, message: words.needed };
  const take = async (file: File) => form.setFieldValue('document', await file.text());
  return (
    <>
      <Form.Item name="name" label={words.name} extra={words.nameHelp} rules={[needed]}><Input autoFocus autoComplete="off" maxLength={100} /></Form.Item>
      <Form.Item name="documentUrl" label={words.documentUrl} extra={words.documentUrlHelp}><Input autoComplete="off" maxLength={2000} /></Form.Item>
      <Form.Item name="document" label={words.document} extra={words.documentHelp}><Input.TextArea spellCheck={false} autoSize={{ minRows: 3, maxRows: 8 }} style={{ fontFamily: 'ui-monospace, monospace' }} /></Form.Item>
      <Form.Item>
        <Upload accept=".json,.yaml,.yml" showUploadList={false} beforeUpload={(file) => { void take(file); return false; }}><Button>{words.chooseFile}</Button></Upload>
      </Form.Item>
      <Form.Item name="url" label={words.url} extra={words.apiUrlHelp}><Input autoComplete="off" maxLength={2000} /></Form.Item>
      <Form.Item name="header" label={words.header} extra={words.headerHelp}><Input autoComplete="off" maxLength={100} /></Form.Item>
      <Form.Item name="value" label={words.headerValue}><Input.Password autoComplete="new-password" maxLength={4000} /></Form.Item>
    </>
  );
}

function TestButton({ api }: { api: OpenApiConnection }) {
  const text = useText();
  const words = text.connectors;
  const { message } = App.useApp();
  const [trying, setTrying] = useState(false);
  const attempt = async () => {
    setTrying(true);
    try {
      const { ok, millis, status, problem } = await connectorsApi.tryApi(api.id);
      if (ok) message.success(words.answeredStatus(api.name, status ?? 0, millis));
      else message.error(problem ?? text.offline, 10);
    } catch (e) {
      message.error((e as Error).message || text.offline);
    }
    setTrying(false);
  };
  return <Button aria-label={words.testOf(api.name)} loading={trying} onClick={() => void attempt()}>{words.test}</Button>;
}
