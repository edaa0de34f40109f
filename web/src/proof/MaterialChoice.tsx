import { Button, Popover, Select } from 'antd';
import type { SpaceFilter } from '../api/types';
import { dayOf } from '../app/time';
import { useText } from '../i18n';
import { foldersOf, KINDS, type Kind } from '../space/filter';
import { useSpace } from '../space/useSpace';
import { TagSelect } from '../tags/TagSelect';
import { narrows, WHOLE } from './material';

interface Props {
  material: SpaceFilter;
  /** Whether collections are asked too, or alone. */
  besides: boolean;
  choose: (material: SpaceFilter) => void;
}

const DAY_MS = 86_400_000;

/** Which part of one's material, and of collections, the next question is asked; the button says which. */
export function MaterialChoice({ material, besides, choose }: Props) {
  const text = useText();
  const words = text.tags;
  const { space } = text;
  const parts = [
    ...(material.tags ?? []), ...(material.kinds ?? []).map((kind) => space.kindNames[kind.toLowerCase() as Kind]), material.folder,
    material.after && words.since(dayOf(material.after, text.locale)), material.before && words.until(dayOf(material.before, text.locale)), material.documents && words.documents(material.documents.length),
  ].filter(Boolean);
  const label = narrows(material) ? parts.join(' · ') : besides ? words.allOfIt : words.all;
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 8 }}>
      <Popover trigger="click" destroyOnHidden title={words.narrow} content={<Fields material={material} besides={besides} choose={choose} />} styles={{ root: { maxWidth: 'calc(100vw - 24px)' } }}>
        <Button size="small" aria-label={`${words.narrow}: ${label}`} style={{ maxWidth: '100%' }}><span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{label}</span></Button>
      </Popover>
      {narrows(material) && <Button size="small" type="link" onClick={() => choose(WHOLE)}>{words.clear}</Button>}
    </div>
  );
}

function Fields({ material, besides, choose }: Props) {
  const text = useText();
  const words = text.tags;
  const { documents } = useSpace();
  const folders = foldersOf(documents ?? []);
  return (
    <div style={{ display: 'grid', gap: 8, width: 300, maxWidth: '100%' }}>
      <TagSelect label={words.tags} value={material.tags ?? []} change={(tags) => choose({ ...material, tags })} />
      {besides && (material.tags ?? []).length > 0 && <div role="status">{words.noneInCollections}</div>}
      <Select
        mode="multiple" allowClear aria-label={text.space.kind} placeholder={text.space.kind} value={material.kinds ?? []} onChange={(kinds) => choose({ ...material, kinds })}
        options={KINDS.map((kind) => ({ value: kind.toUpperCase() as NonNullable<SpaceFilter['kinds']>[number], label: text.space.kindNames[kind] }))}
      />
      {folders.length > 0 && (
        <Select
          allowClear showSearch aria-label={words.folder} placeholder={words.folder} value={material.folder ?? undefined} onChange={(folder) => choose({ ...material, folder: folder ?? null })}
          options={folders.map((folder) => ({ value: folder, label: folder }))}
        />
      )}
      <Select
        allowClear aria-label={text.space.added} placeholder={text.space.added} value={material.after ? '' : undefined}
        onChange={(days) => choose({ ...material, after: days === undefined || days === '' ? null : new Date(Date.now() - Number(days) * DAY_MS).toISOString() })}
        options={[...(material.after ? [{ value: '', label: words.since(dayOf(material.after, text.locale)) }] : []), ...[1, 7, 30, 365].map((days) => ({ value: String(days), label: text.space.withinDays(days) }))]}
      />
    </div>
  );
}
