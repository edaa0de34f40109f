import { Select } from 'antd';
import { useText } from '../i18n';
import { MOST_OF_DOCUMENT, SEPARATORS, useTags } from './useTags';

interface Props {
  label: string;
  value: string[];
  change: (tags: string[]) => void;
  /** Whether tags that are not there yet can be written. */
  writes?: boolean;
  style?: React.CSSProperties;
}

/** Some of the space's tags, and where it writes new ones. */
export function TagSelect({ label, value, change, writes = false, style }: Props) {
  const words = useText().tags;
  const { tags } = useTags();
  return (
    <Select<string[]>
      mode={writes ? 'tags' : 'multiple'} allowClear aria-label={label} placeholder={writes ? words.help : label} value={value} onChange={change} maxCount={MOST_OF_DOCUMENT}
      tokenSeparators={SEPARATORS} style={{ minWidth: 160, ...style }} options={(tags ?? []).map(({ name }) => ({ value: name, label: name }))}
    />
  );
}
