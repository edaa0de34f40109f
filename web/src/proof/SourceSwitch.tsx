import { Radio, Tooltip } from 'antd';
import { useText } from '../i18n';
import { useAvailable, type Choice } from './useSources';

interface Props {
  choice: Choice;
  choose: (choice: Choice) => void;
  /** Whether collections are chosen besides: what the model knows is then no ground of its own. */
  besides: boolean;
}

/** What the next answer stands on: one of three. Why one can't be chosen is said to those who point at it and to those who listen. */
export function SourceSwitch({ choice, choose, besides }: Props) {
  const words = useText().proof;
  const { known, material, web } = useAvailable();
  const why: Record<Choice, string | undefined> = {
    model: undefined,
    material: !known || material ? undefined : words.materialOff,
    web: !known || web ? undefined : material ? words.webOff : words.materialOff,
  };
  return (
    <Radio.Group
      size="small" optionType="button" value={choice} aria-label={words.switchLabel} style={{ marginBottom: 8 }}
      onChange={(e) => choose(e.target.value as Choice)}
    >
      {(['model', 'material', 'web'] as const).map((each) => (
        <Tooltip key={each} title={why[each]}>
          <Radio.Button value={each} disabled={each !== 'model' && (!known || why[each] !== undefined)}>
            {each === 'model' && besides ? words.collectionsOnly : words[each]}
            {why[each] !== undefined && <span className="visually-hidden"> ({why[each]})</span>}
          </Radio.Button>
        </Tooltip>
      ))}
    </Radio.Group>
  );
}
