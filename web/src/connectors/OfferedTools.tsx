import { useQuery } from '@tanstack/react-query';
import { Alert, Modal, Skeleton, Tag } from 'antd';
import { LIST, ListRow } from '../app/ListRow';
import { useText } from '../i18n';
import { connectorsApi, SERVERS } from './api';

/** What a server offers, in its own words; asked when it is opened. */
export function OfferedTools({ server, close }: { server: string | undefined; close: () => void }) {
  const text = useText();
  const words = text.connectors;
  const { data, error, isFetching } = useQuery({ queryKey: [...SERVERS, server], queryFn: () => connectorsApi.offers(server!), enabled: !!server, staleTime: 0, retry: false });
  const problem = data?.problem ?? (error && (error.message || text.offline));
  return (
    <Modal open={!!server} destroyOnHidden onCancel={close} footer={null} title={words.toolsOf(server ?? '')}>
      {isFetching && !data && <Skeleton active />}
      {problem && <Alert role="alert" type="error" showIcon title={problem} />}
      {data?.ok && data.tools.length === 0 && <p style={{ margin: 0 }}>{words.noTools}</p>}
      <ul style={LIST}>
        {data?.tools.map(({ name, description, effect, schema }) => (
          <ListRow
            key={name} name={<code>{name}</code>} tags={<Tag color={effect === 'ONCE' ? 'warning' : 'default'}>{words.effects[effect]}</Tag>}
            detail={<>{description}<code style={{ display: 'block', overflowWrap: 'anywhere' }}>{Object.keys((schema as { properties?: object } | null)?.properties ?? {}).join(', ')}</code></>}
          />
        ))}
      </ul>
    </Modal>
  );
}
