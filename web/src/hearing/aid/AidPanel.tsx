import { Alert, Select, Switch } from 'antd';
import { useState, type ReactNode } from 'react';
import { useText } from '../../i18n';
import { DelayCheck } from './DelayCheck';
import { EarCard } from './EarCard';
import { FineTune } from './FineTune';
import { AHEAD, PRESCRIPTIONS, PROGRAMS } from './protocol';
import { OWN_DEPTH, remember, remembered, settingsOf, type Choices, type Ears } from './settings';
import { Slide } from './Slide';
import { useAid, type Trouble } from './useAid';

/**
 * The live aid: on and off, loudness, program, and what each ear is given. Sound goes from the microphone to the ears within this page.
 *
 * @param ears audiograms of this person, where there are some
 * @param captions what is shown beside the sound, of what the microphone hears
 */
export function AidPanel({ ears, captions }: { ears: Ears; captions?: (stream: MediaStream | undefined) => ReactNode }) {
  const words = useText().aid;
  const [choices, setChoices] = useState<Choices>(remembered);
  const change = (changed: Partial<Choices>) => {
    const next = { ...choices, ...changed };
    setChoices(next);
    remember(next);
  };
  const settings = settingsOf(choices, ears);
  const aid = useAid(settings);
  const on = aid.state !== 'off';
  return (
    <section aria-labelledby="aid-title" style={{ display: 'grid', gap: 16 }}>
      <div>
        <h2 id="aid-title" style={{ margin: 0, fontSize: 18 }}>{words.title}</h2>
        <p style={{ margin: '4px 0 0' }}>{words.detail}</p>
      </div>
      <Alert type="warning" showIcon title={words.notMedical} />
      <label style={{ display: 'flex', gap: 12, alignItems: 'center' }}>
        <Switch aria-label={words.on} checked={on} loading={aid.state === 'starting'} onChange={(wanted) => (wanted ? void aid.start() : aid.stop())} />
        <strong>{aid.state === 'starting' ? words.starting : words.on}</strong>
      </label>
      {aid.trouble && <Alert role="alert" type="error" showIcon title={said(aid.trouble, words)} />}
      {aid.meters?.whistles && <Alert role="alert" type="warning" showIcon title={words.whistles} />}
      {aid.meters !== undefined && aid.meters.overruns > 0 && <Alert role="status" type="info" showIcon title={words.gaps(aid.meters.overruns)} />}
      {captions?.(aid.stream)}
      <Slide label={words.volume} value={choices.volume} from={-20} to={20} set={(volume) => change({ volume })} />
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))', gap: 12 }}>
        <Select aria-label={words.program} value={choices.program} options={(['AUTOMATIC', ...PROGRAMS] as const).map((value) => ({ value, label: words.programs[value] }))} onChange={(program) => change({ program })} />
        <Select aria-label={words.prescription} value={choices.prescription} options={PRESCRIPTIONS.map((value) => ({ value, label: words.prescriptions[value] }))} onChange={(prescription) => change({ prescription })} />
      </div>
      {aid.meters && <span role="status">{words.around(words.environments[aid.meters.environment])}{choices.program === 'AUTOMATIC' && ` · ${words.programNow(words.programs[aid.meters.program])}`}</span>}
      <Choice label={words.ownDepth} detail={words.ownDepthDetail} on={choices.depth !== null} set={(own) => change({ depth: own ? OWN_DEPTH : null })} />
      {choices.depth !== null && <Slide label={words.depth} value={choices.depth} from={0} to={20} set={(depth) => change({ depth })} />}
      <div>
        <Select aria-label={words.ahead.label} style={{ minWidth: 220 }} value={choices.ahead} options={AHEAD.map((value) => ({ value, label: words.ahead[value] }))} onChange={(ahead) => change({ ahead })} />
        <small style={{ display: 'block' }}>{words.ahead.detail}</small>
      </div>
      <Choice label={words.compressed} detail={words.compressedDetail} on={choices.compressed} set={(compressed) => change({ compressed })} />
      <Choice label={words.feedback} on={choices.feedback} set={(feedback) => change({ feedback })} />
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))', gap: 24 }}>
        <EarCard ear="right" choice={choices.right} hasOwn={ears.right !== undefined} meters={aid.meters?.right} set={(right) => change({ right })} />
        <EarCard ear="left" choice={choices.left} hasOwn={ears.left !== undefined} meters={aid.meters?.left} set={(left) => change({ left })} />
      </div>
      <FineTune
        settings={settings} before={choices.tunedBefore} hush={aid.stop}
        keep={(tuned) => change({ tuned, tunedBefore: choices.tuned })} undo={() => change({ tuned: choices.tunedBefore ?? null, tunedBefore: undefined })}
      />
      {aid.state === 'on' && <DelayCheck lateness={aid.lateness} measure={aid.measure} />}
    </section>
  );
}

function said(trouble: Trouble, words: ReturnType<typeof useText>['aid']): string {
  return trouble.kind === 'failed' ? words.failed(trouble.reason) : words[trouble.kind];
}

function Choice({ label, detail, on, set }: { label: string; detail?: string; on: boolean; set: (on: boolean) => void }) {
  return (
    <label style={{ display: 'flex', gap: 12, alignItems: 'center' }}>
      <Switch aria-label={label} checked={on} onChange={set} />
      <span>
        {label}
        {detail && <small style={{ display: 'block' }}>{detail}</small>}
      </span>
    </label>
  );
}
