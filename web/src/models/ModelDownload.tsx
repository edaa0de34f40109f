import { DownloadOutlined } from '@ant-design/icons';
import { Alert, App, Button, Progress, Typography } from 'antd';
import type { Model } from '../api/types';
import { useText } from '../i18n';
import { bytes, duration } from '../i18n/units';

interface Props {
  model: Model;
  /** Undefined for who may not fetch models. */
  pull: ((name: string) => Promise<void>) | undefined;
  /** What to say while it is not here, where it is not for conversations. */
  words?: { title: string; once: (size: string) => string; ask: string };
}

/** What stands between a person and the first answer: the model has to come here once. */
export function ModelDownload({ model, pull, words }: Props) {
  const text = useText();
  const { message } = App.useApp();
  const start = () => void pull?.(model.name).catch((e: Error) => message.error(e.message));

  if (model.state === 'DOWNLOADING') return <Downloading model={model} />;
  const button = (label: string) => pull && (
    <Button type="primary" icon={<DownloadOutlined />} onClick={start} style={{ marginTop: 8 }}>
      {label}
    </Button>
  );
  if (model.state === 'FAILED') {
    const problem = <pre style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', font: 'inherit', margin: 0 }}>{model.problem}</pre>;
    return <Alert role="alert" type="error" showIcon title={text.downloadFailed} description={<>{problem}{button(text.retry)}</>} />;
  }
  const size = bytes(model.sizeBytes);
  const once = words?.once(size) ?? text.modelAbsent(model.title, size);
  return <Alert type="info" showIcon title={words?.title ?? text.modelAbsentTitle} description={<><div>{once}</div>{button(text.download) ?? words?.ask ?? text.askForModel}</>} />;
}

function Downloading({ model }: { model: Model }) {
  const text = useText();
  const done = model.progress?.doneBytes ?? 0;
  const total = model.progress?.totalBytes || model.sizeBytes;
  const rate = model.progress?.bytesPerSecond ?? 0;
  const label = text.downloading(model.title);
  return (
    <section aria-label={label} style={{ padding: '4px 0' }}>
      <Typography.Text strong>{label}</Typography.Text>
      <Progress percent={total > 0 ? Math.floor((done / total) * 100) : 0} status="active" aria-label={label} />
      <Typography.Text type="secondary">
        {text.progress(bytes(done), bytes(total), bytes(rate))}
        {rate > 0 && total > 0 && ` · ${text.timeLeft(duration((total - done) / rate, text))}`}
      </Typography.Text>
    </section>
  );
}
