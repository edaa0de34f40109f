import { DeleteOutlined } from '@ant-design/icons';
import { App, Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { LIST } from '../app/ListRow';
import { LoadNote } from '../app/LoadNote';
import { useText } from '../i18n';

interface Props {
  id: string;
  title: string;
  help: string;
  none: string;
  query: { data: unknown[] | undefined; error: Error | null; isLoading: boolean; refetch: () => unknown };
  rows: ReactNode;
  add: ReactNode;
}

/** A kind of things that agents may reach. */
export function ConnectorSection({ id, title, help, none, query, rows, add }: Props) {
  return (
    <section aria-labelledby={id} style={{ display: 'grid', gap: 8, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <h2 id={id} style={{ margin: 0, fontSize: 16 }}>{title}</h2>
      <p style={{ margin: 0 }}>{help}</p>
      <LoadNote error={query.error} loading={query.isLoading} retry={() => void query.refetch()} />
      {query.data?.length === 0 && <p style={{ margin: 0 }}>{none}</p>}
      <ul style={LIST}>{rows}</ul>
      {add}
    </section>
  );
}

/** Removes something after a yes. */
export function RemoveConnector({ name, remove }: { name: string; remove: () => Promise<unknown> }) {
  const text = useText();
  const words = text.connectors;
  const { message } = App.useApp();
  const confirmed = () => remove().then(() => void message.success(words.removed(name)), (e: Error) => void message.error(e.message || text.offline));
  return (
    <Popconfirm title={words.removeSure(name)} okText={words.remove(name)} cancelText={text.cancel} okButtonProps={{ danger: true }} onConfirm={confirmed}>
      <Button aria-label={words.remove(name)} icon={<DeleteOutlined />} />
    </Popconfirm>
  );
}
