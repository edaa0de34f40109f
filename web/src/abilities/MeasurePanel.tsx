import { Alert, App, Button, Checkbox, Progress, Select, Typography } from 'antd';
import { useState } from 'react';
import type { Measurement, Profiles } from '../api/types';
import { useText } from '../i18n';
import { duration } from '../i18n/units';
import { isHere, useModels } from '../models/useModels';

interface Props {
  profiles: Profiles;
  measure: (wanted: Measurement) => Promise<void>;
  stop: () => Promise<void>;
}

/** Starts a measurement, shows how far it is, and stops it. */
export function MeasurePanel({ profiles, measure, stop }: Props) {
  const text = useText();
  const { message } = App.useApp();
  const { models } = useModels();
  const [chosen, setChosen] = useState<string>();
  const [quick, setQuick] = useState(false);
  const here = models?.filter(isHere) ?? [];
  const model = chosen ?? here[0]?.name;
  const run = profiles.run;
  const or = (action: Promise<void>) => void action.catch((e: Error) => message.error(e.message || text.offline));

  if (run?.state === 'RUNNING') {
    const label = text.abilities.running(run.model);
    const skill = profiles.skills.find((s) => s.name === run.skill);
    const place = skill && `${text.abilities.skillName(skill)} · ${text.abilities.difficulty(run.difficulty)}`;
    return (
      <section aria-label={label}>
        <div style={{ display: 'flex', gap: 12, alignItems: 'center' }}>
          <Typography.Text strong style={{ flex: 1, minWidth: 0 }}>{label}</Typography.Text>
          <Button onClick={() => or(stop())}>{text.abilities.stop}</Button>
        </div>
        <Progress percent={Math.floor((run.done / Math.max(1, run.total)) * 100)} status="active" aria-label={label} />
        <Typography.Text type="secondary">
          {text.abilities.progress(run.done, run.total, run.passed)}
          {place && ` · ${place}`}
          {run.secondsLeft >= 0 && ` · ${text.timeLeft(duration(run.secondsLeft, text))}`}
        </Typography.Text>
      </section>
    );
  }
  return (
    <section aria-label={text.abilities.start} style={{ display: 'grid', gap: 8 }}>
      {run?.state === 'FAILED' && <Alert role="alert" type="error" showIcon title={text.abilities.failed} description={run.problem} />}
      {models && here.length === 0 && <Alert type="info" showIcon title={text.abilities.noModel} />}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center' }}>
        <Select
          aria-label={text.model} value={model ?? null} onChange={setChosen} style={{ minWidth: 220 }}
          options={here.map((m) => ({ value: m.name, label: m.title }))}
        />
        <Checkbox checked={quick} onChange={(e) => setQuick(e.target.checked)}>{text.abilities.quick}</Checkbox>
        <Button type="primary" disabled={!model} onClick={() => model && or(measure({ model, quick }))}>{text.abilities.start}</Button>
      </div>
      <Typography.Text type="secondary">{text.abilities.duration}</Typography.Text>
    </section>
  );
}
