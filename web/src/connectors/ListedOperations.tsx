import { useQuery } from '@tanstack/react-query';
import { Alert, Modal, Skeleton, Tag } from 'antd';
import { LIST, ListRow } from '../app/ListRow';
import { useText } from '../i18n';
import { APIS_KEY, connectorsApi, type OpenApiOperation } from './api';

/** What an API can do, in its document's words. */
export function ListedOperations({ api, close }: { api: string | undefined; close: () => void }) {
  const text = useText();
  const words = text.connectors;
  const { data, error, isFetching } = useQuery({ queryKey: [...APIS_KEY, api], queryFn: () => connectorsApi.operations(api!), enabled: !!api, staleTime: 0, retry: false });
  const detail = ({ method, path, summary, arguments: takes, body }: OpenApiOperation) => (
    <>
      {summary}
      <code style={{ display: 'block', overflowWrap: 'anywhere' }}>{method} {path}</code>
      {[takes.length > 0 && words.takes(takes.map(({ name }) => name).join(', ')), body && words.takesBody].filter(Boolean).join(' · ')}
    </>
  );
  return (
    <Modal open={!!api} destroyOnHidden onCancel={close} footer={null} title={words.operationsOf(api ?? '')}>
      {isFetching && !data && <Skeleton active />}
      {error && <Alert role="alert" type="error" showIcon title={error.message || text.offline} />}
      <ul style={LIST}>
        {data?.operations.map((each) => <ListRow key={each.operation} name={<code>{each.operation}</code>} tags={<Tag color={each.effect === 'ONCE' ? 'warning' : 'default'}>{words.effects[each.effect]}</Tag>} detail={detail(each)} />)}
      </ul>
      {!!data?.leftOut.length && (
        <>
          <h3 style={{ fontSize: 14 }}>{words.leftOut}</h3>
          <ul style={LIST}>{data.leftOut.map(({ operation, reason }) => <ListRow key={operation} name={<code>{operation}</code>} detail={reason} />)}</ul>
        </>
      )}
    </Modal>
  );
}
