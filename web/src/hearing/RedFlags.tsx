import { Alert, Checkbox } from 'antd';
import { useState } from 'react';
import { useText } from '../i18n';
import { FLAGS, type Audiometry, type Flag } from './audiometry';
import { Big, Step } from './parts';

/** What a clinician has to look at first. */
export function RedFlags({ tests, done, back }: { tests: Audiometry; done: () => void; back: () => void }) {
  const words = useText().hearing;
  const [flags, setFlags] = useState<Flag[]>([]);
  const referral = tests.referral(flags);
  return (
    <Step title={words.flagsTitle} actions={<><Big primary disabled={referral === 'URGENT'} onClick={done}>{flags.length > 0 ? words.next : words.noFlag}</Big><Big onClick={back}>{words.back}</Big></>}>
      <p style={{ margin: 0 }}>{words.flagsDetail}</p>
      <Checkbox.Group<Flag> value={flags} onChange={setFlags} aria-label={words.flagsTitle} style={{ display: 'grid', gap: 14 }}>
        {FLAGS.map((flag) => <Checkbox key={flag} value={flag} style={{ fontSize: 18 }}>{words.flags[flag]}</Checkbox>)}
      </Checkbox.Group>
      <div role="status">
        {referral === 'URGENT' && <Alert type="error" showIcon title={words.urgent} />}
        {referral === 'CLINICIAN' && <Alert type="warning" showIcon title={words.clinician} />}
      </div>
    </Step>
  );
}
