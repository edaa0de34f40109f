import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Tag } from 'antd';
import { useState } from 'react';
import { useSession } from '../account/useSession';
import { ListRow } from '../app/ListRow';
import { useText } from '../i18n';
import { AddConnector } from './AddConnector';
import { connectorsApi, SERVERS, type McpServer } from './api';
import { ConnectorSection, RemoveConnector } from './ConnectorSection';
import { OfferedTools } from './OfferedTools';

interface Fields {
  name: string;
  url: string;
  header?: string;
  value?: string;
}

const add = ({ name, url, header, value }: Fields) => connectorsApi.addServer({ name, url, headers: header?.trim() ? { [header.trim()]: value ?? '' } : {} });

/** MCP servers that agents may use, and what they offer; who manages them adds and removes them. */
export function ServerList() {
  const words = useText().connectors;
  const { may } = useSession();
  const client = useQueryClient();
  const query = useQuery({ queryKey: SERVERS, queryFn: connectorsApi.servers });
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<string>();
  const manages = may('MANAGE_CONNECTORS');
  const remove = async (id: string) => {
    await connectorsApi.removeServer(id);
    await client.invalidateQueries({ queryKey: SERVERS });
  };
  const row = ({ id, name, url, headers }: McpServer) => (
    <ListRow
      key={name} name={name} detail={url && (headers.length ? words.withHeaders(url, headers.join(', ')) : url)} tags={!id && <Tag>{words.programTag}</Tag>}
      actions={<>
        <Button aria-label={words.toolsOf(name)} onClick={() => setShown(name)}>{words.tools}</Button>
        {manages && id && <RemoveConnector name={name} remove={() => remove(id)} />}
      </>}
    />
  );
  const needed = { required: true, message: words.needed };
  return (
    <ConnectorSection
      id="servers-title" title={words.servers} help={words.serversHelp} none={words.noServers} query={query} rows={query.data?.map(row)}
      add={<div>
        {manages && <Button onClick={() => setAdding(true)}>{words.addServer}</Button>}
        <AddConnector<Fields> title={words.addServer} open={adding} close={() => setAdding(false)} add={add} list={SERVERS}>
          <Form.Item name="name" label={words.name} extra={words.nameHelp} rules={[needed]}><Input autoFocus autoComplete="off" maxLength={100} /></Form.Item>
          <Form.Item name="url" label={words.url} extra={words.serverUrlHelp} rules={[needed]}><Input autoComplete="off" maxLength={2000} /></Form.Item>
          <Form.Item name="header" label={words.header} extra={words.headerHelp}><Input autoComplete="off" maxLength={100} /></Form.Item>
          <Form.Item name="value" label={words.headerValue}><Input.Password autoComplete="new-password" maxLength={4000} /></Form.Item>
        </AddConnector>
        <OfferedTools server={shown} close={() => setShown(undefined)} />
      </div>}
    />
  );
}
