import { Alert, Segmented } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useText } from '../../i18n';
import { newSeed } from '../audiometry';
import { Big, Progress } from '../parts';
import type { Spoken } from '../sounds';
import { openAudio } from '../sounds';
import { NO_TRIMS, type AidSettings, type Trims } from './protocol';
import { Tuned } from './Tuned';
import { answered, begun, found, interrupted, keepTuning, nextPair, type Answer } from './tuning';
import { usePair, type Scene, type Side } from './usePair';

interface Props {
  settings: AidSettings;
  /** What was there before the last fine tuning; undefined where there was none. */
  before: Trims | null | undefined;
  /** Before it sounds: the live aid has to be silent. */
  hush: () => void;
  keep: (tuned: Trims) => void;
  undo: () => void;
}

type Goal = 'clear' | 'pleasant';

/** Fine tuning: pairs of a sentence in two settings, which one does not see. */
export function FineTune({ settings, before, hush, keep, undo }: Props) {
  const text = useText();
  const words = text.aid.tuning;
  const [saved, setSaved] = useState<string>();
  const [goal, setGoal] = useState<Goal>('clear');
  const [scene, setScene] = useState<Scene>({ language: text.locale.startsWith('zh') ? 'zh' : 'en', noisy: false });
  // what is asked next takes a tenth of a second to find, and the panel is drawn as often as its meters move
  const pair = useMemo(() => (saved === undefined ? undefined : nextPair(saved)), [saved]);
  const left = useMemo(() => (saved === undefined ? interrupted() : undefined), [saved]);
  const heard = usePair(pair, settings, scene);
  const amplified = settings.left.thresholds !== null || settings.right.thresholds !== null;

  const goOn = (next: string | undefined) => {
    keepTuning(next);
    setSaved(next);
  };
  const begin = async (from: string) => {
    hush();
    await openAudio();
    goOn(from);
  };
  const say = (said: Answer) => {
    if (saved !== undefined) goOn(answered(saved, said));
  };

  if (saved === undefined) {
    return (
      <Frame>
        <p style={{ margin: 0 }}>{words.detail}</p>
        <Tuned tuned={settings.tuned} before={before} undo={undo} />
        <Ask label={words.language} value={scene.language} options={(['zh', 'en'] as const).map((value) => ({ value, label: text.hearing.languages[value] }))} set={(language: Spoken) => setScene({ ...scene, language })} />
        <Ask label={words.around} value={scene.noisy ? 'noisy' : 'quiet'} options={(['quiet', 'noisy'] as const).map((value) => ({ value, label: words[value] }))} set={(value) => setScene({ ...scene, noisy: value === 'noisy' })} />
        <Ask label={words.goal} value={goal} options={(['clear', 'pleasant'] as const).map((value) => ({ value, label: words.goals[value] }))} set={setGoal} />
        {!amplified && <Alert type="info" showIcon title={words.needsLoss} />}
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>
          <Big primary disabled={!amplified} onClick={() => void begin(begun(newSeed(), settings.compressed, settings.tuned ?? NO_TRIMS))}>{words.begin}</Big>
          {left !== undefined && <Big disabled={!amplified} onClick={() => void begin(left)}>{words.goOn}</Big>}
        </div>
      </Frame>
    );
  }
  if (!pair) {
    const { trims, preferred, comparisons } = found(saved);
    return (
      <Frame>
        <p role="status" style={{ margin: 0 }}>{words.done(comparisons)}</p>
        <Tuned tuned={trims} />
        <p style={{ margin: 0 }}>{preferred < 0.6 ? words.unsure : words.sure(Math.round(preferred * 100))}</p>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>
          <Big primary={preferred >= 0.6} onClick={() => { keep(trims); goOn(undefined); }}>{words.keep}</Big>
          <Big primary={preferred < 0.6} onClick={() => goOn(undefined)}>{words.discard}</Big>
        </div>
      </Frame>
    );
  }
  const both = heard.heard.size === 2;
  const listen = (side: Side, name: string) => (
    <Big onClick={() => void heard.hear(side)} disabled={!heard.ready} loading={!heard.ready && heard.problem === ''} primary={!heard.heard.has(side)}>{heard.sounds === side ? words.playing(name) : words.play(name)}</Big>
  );
  return (
    <Frame>
      <Progress value={pair.answered / pair.of} label={words.progress(pair.answered + 1, pair.of)} />
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>{listen('first', 'A')}{listen('second', 'B')}</div>
      {heard.problem && <Alert role="alert" type="error" showIcon title={heard.problem} />}
      <p style={{ margin: 0 }}>{both ? words.questions[goal] : words.hearBoth}</p>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>
        <Big disabled={!both} onClick={() => say('FIRST')}>{words.better[goal]('A')}</Big>
        <Big disabled={!both} onClick={() => say('SECOND')}>{words.better[goal]('B')}</Big>
        <Big disabled={!both} onClick={() => say('NEITHER')}>{words.neither}</Big>
        <Big onClick={() => goOn(undefined)}>{words.stop}</Big>
      </div>
    </Frame>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const words = useText().aid.tuning;
  return (
    <section aria-labelledby="aid-tuning" style={{ display: 'grid', gap: 16 }}>
      <h3 id="aid-tuning" style={{ margin: 0, fontSize: 16 }}>{words.title}</h3>
      {children}
    </section>
  );
}

function Ask<T extends string>({ label, value, options, set }: { label: string; value: T; options: { value: T; label: string }[]; set: (value: T) => void }) {
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center' }}>
      <span>{label}</span>
      <Segmented<T> aria-label={label} value={value} onChange={set} options={options} />
    </div>
  );
}
