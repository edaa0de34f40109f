import { Select } from 'antd';
import { useText } from '../i18n';
import { useCollections } from './useCollections';

interface Props {
  chosen: string[];
  choose: (ids: string[]) => void;
}

/** Which collections the next answer stands on besides; nothing where there are none to read. */
export function CollectionChoice({ chosen, choose }: Props) {
  const words = useText().collections;
  const { collections } = useCollections();
  if (!collections || collections.length === 0) return null;
  return (
    <Select
      mode="multiple" size="small" value={chosen} aria-label={words.choose} placeholder={words.chooseHelp} maxTagCount="responsive" showSearch={{ optionFilterProp: 'label' }}
      style={{ minWidth: 150, maxWidth: '100%', flex: '0 1 280px', marginBottom: 8 }} options={collections.map(({ id, name }) => ({ value: id, label: name }))} onChange={choose}
    />
  );
}
