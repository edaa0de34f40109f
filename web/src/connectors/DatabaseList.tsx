import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Form, Input, Tag } from 'antd';
import { useState } from 'react';
import { useSession } from '../account/useSession';
import { ListRow } from '../app/ListRow';
import { useText } from '../i18n';
import { AddConnector } from './AddConnector';
import { connectorsApi, DATABASES, type NewSqlConnection, type SqlConnection } from './api';
import { ConnectorSection, RemoveConnector } from './ConnectorSection';

/** Databases that agents may ask: names for who builds agents; who manages them adds, tests and removes them. */
export function DatabaseList() {
  const text = useText();
  const words = text.connectors;
  const { may } = useSession();
  const client = useQueryClient();
  const query = useQuery({ queryKey: DATABASES, queryFn: connectorsApi.databases });
  const [adding, setAdding] = useState(false);
  const manages = may('MANAGE_CONNECTORS');
  const remove = async (id: string) => {
    await connectorsApi.removeDatabase(id);
    await client.invalidateQueries({ queryKey: DATABASES });
  };
  const row = (database: SqlConnection) => (
    <ListRow
      key={database.id} name={database.name} detail={words.withUser(database.user, database.url)} tags={database.writes && <Tag color="warning">{words.writesTag}</Tag>}
      actions={manages && <><TestButton database={database} /><RemoveConnector name={database.name} remove={() => remove(database.id)} /></>}
    />
  );
  const needed = { required: true, message: words.needed };
  return (
    <ConnectorSection
      id="databases-title" title={words.databases} help={words.databasesHelp} none={words.noDatabases} query={query} rows={query.data?.map(row)}
      add={manages && (
        <div>
          <Button onClick={() => setAdding(true)}>{words.addDatabase}</Button>
          <AddConnector<NewSqlConnection> title={words.addDatabase} open={adding} close={() => setAdding(false)} add={connectorsApi.addDatabase} list={DATABASES}>
            <Form.Item name="name" label={words.name} extra={words.nameHelp} rules={[needed]}><Input autoFocus autoComplete="off" maxLength={100} /></Form.Item>
            <Form.Item name="url" label={words.url} extra={words.databaseUrlHelp} rules={[needed]}><Input autoComplete="off" maxLength={1000} /></Form.Item>
            <Form.Item name="user" label={words.user} rules={[needed]}><Input autoComplete="off" maxLength={200} /></Form.Item>
            <Form.Item name="password" label={words.password}><Input.Password autoComplete="new-password" maxLength={1000} /></Form.Item>
            <Form.Item name="writes" valuePropName="checked"><Checkbox>{words.writes}</Checkbox></Form.Item>
          </AddConnector>
        </div>
      )}
    />
  );
}

function TestButton({ database }: { database: SqlConnection }) {
  const text = useText();
  const words = text.connectors;
  const { message } = App.useApp();
  const [trying, setTrying] = useState(false);
  const attempt = async () => {
    setTrying(true);
    try {
      const { ok, millis, problem } = await connectorsApi.tryDatabase(database.id);
      if (ok) message.success(words.works(database.name, millis));
      else message.error(problem ?? text.offline, 10);
    } catch (e) {
      message.error((e as Error).message || text.offline);
    }
    setTrying(false);
  };
  return <Button aria-label={words.testOf(database.name)} loading={trying} onClick={() => void attempt()}>{words.test}</Button>;
}
