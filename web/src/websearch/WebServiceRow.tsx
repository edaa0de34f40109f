import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, EditOutlined } from '@ant-design/icons';
import { Button, Popconfirm, Tag, Typography } from 'antd';
import { useState } from 'react';
import { ListRow } from '../app/ListRow';
import { useText } from '../i18n';
import { webSearchApi, type WebService, type WebTried } from './api';

interface Props {
  service: WebService;
  canTry: boolean;
  edit: () => void;
  remove: () => void;
  /** Undefined for the first. */
  earlier: (() => void) | undefined;
  /** Undefined for the last. */
  later: (() => void) | undefined;
}

/** One service: where it is, trying it, changing it, its place in the order. */
export function WebServiceRow({ service, canTry, edit, remove, earlier, later }: Props) {
  const text = useText().webSearch;
  const name = text.kinds[service.kind] ?? service.kind;
  const [tried, setTried] = useState<WebTried | 'running' | undefined>();

  const attempt = () => {
    setTried('running');
    webSearchApi.attempt(service.id)
      .catch((e: Error): WebTried => ({ ok: false, millis: 0, results: [], problem: e.message }))
      .then(setTried);
  };

  return (
    <ListRow
      name={name}
      tags={service.hasKey && <Tag>{text.withKey}</Tag>}
      detail={<>
        <div>{service.address}</div>
        {service.problem && <Typography.Text type="danger">{service.problem}</Typography.Text>}
        {tried && tried !== 'running' && <Outcome of={tried} />}
      </>}
      actions={<>
        <Button aria-label={text.attemptLabel(name)} disabled={!canTry} loading={tried === 'running'} onClick={attempt}>{text.attempt}</Button>
        <Button type="text" icon={<ArrowUpOutlined />} aria-label={text.earlier(name)} title={text.earlier(name)} disabled={!earlier} onClick={earlier} />
        <Button type="text" icon={<ArrowDownOutlined />} aria-label={text.later(name)} title={text.later(name)} disabled={!later} onClick={later} />
        <Button type="text" icon={<EditOutlined />} aria-label={text.edit(name)} title={text.editShort} onClick={edit} />
        <Popconfirm title={text.remove(name)} okText={text.removeShort} onConfirm={remove}>
          <Button type="text" danger icon={<DeleteOutlined />} aria-label={text.remove(name)} title={text.removeShort} />
        </Popconfirm>
      </>}
    />
  );
}

function Outcome({ of }: { of: WebTried }) {
  const text = useText().webSearch;
  return (
    <div role="status">
      {of.ok ? <Typography.Text type="success">{text.works(of.results.length, of.millis)}</Typography.Text> : <Typography.Text type="danger">{of.problem}</Typography.Text>}
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {of.results.map((result) => (
          <li key={result.address}><Typography.Link href={result.address} target="_blank" rel="noopener noreferrer nofollow">{result.title}</Typography.Link></li>
        ))}
      </ul>
    </div>
  );
}
