import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Form, Select } from 'antd';
import { body, json, request } from '../api/client';
import { useText } from '../i18n';
import { useCollections } from './useCollections';

/** The collections that an assistant of one's own draws on; each change holds at once. */
export function DrawnCollections({ assistant }: { assistant: string }) {
  const text = useText();
  const words = text.collections;
  const client = useQueryClient();
  const { message } = App.useApp();
  const { collections } = useCollections();
  const key = ['assistants', assistant, 'collections'];
  const path = `/assistants/${encodeURIComponent(assistant)}/collections`;
  const { data } = useQuery({ queryKey: key, queryFn: () => json<string[]>(path) });
  if (!collections || collections.length === 0) return null;

  const put = async (ids: string[]) => {
    try {
      await request(`/api${path}`, { method: 'PUT', body: body(ids) });
    } catch (e) {
      message.error((e as Error).message || text.offline);
    }
    await client.invalidateQueries({ queryKey: key });
  };
  return (
    <Form.Item label={words.draws} extra={words.drawsHelp}>
      <Select
        mode="multiple" value={data ?? []} aria-label={words.draws} showSearch={{ optionFilterProp: 'label' }} options={collections.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(ids: string[]) => void put(ids)}
      />
    </Form.Item>
  );
}
