import { Select } from 'antd';
import { useId } from 'react';
import { useText } from '../../i18n';
import type { EarMeters } from './protocol';
import { TYPICAL, type EarChoice } from './settings';
import { Meter } from './Meter';
import { Slide } from './Slide';

interface Props {
  ear: 'left' | 'right';
  choice: EarChoice;
  hasOwn: boolean;
  meters: EarMeters | undefined;
  set: (choice: EarChoice) => void;
}

/** One ear: what it has lost, its trims, and how loud it is. */
export function EarCard({ ear, choice, hasOwn, meters, set }: Props) {
  const words = useText().aid;
  const id = useId();
  const options = ['none', ...Object.keys(TYPICAL)].map((value) => ({ value, label: words.losses[value] }));
  const own = { value: 'own', label: words.losses.own, disabled: !hasOwn };
  const loss = choice.loss === 'own' && !hasOwn ? 'none' : choice.loss;
  return (
    <section aria-labelledby={id} style={{ display: 'grid', gap: 8, alignContent: 'start' }}>
      <h3 id={id} style={{ margin: 0, fontSize: 16 }}>{words[ear]}</h3>
      <Select aria-label={`${words[ear]}: ${words.loss}`} value={loss} options={[own, ...options]} onChange={(value) => set({ ...choice, loss: value })} />
      <Slide label={words.low} value={choice.low} from={-12} to={12} set={(low) => set({ ...choice, low })} />
      <Slide label={words.high} value={choice.high} from={-12} to={12} set={(high) => set({ ...choice, high })} />
      <Meter label={words.heard} level={meters?.heard} />
      <Meter label={words.given} level={meters?.given} note={meters && meters.limited >= 1 ? words.limited(Math.round(meters.limited)) : undefined} />
    </section>
  );
}
