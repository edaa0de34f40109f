import { Button, Segmented, Switch, theme } from 'antd';
import { useContext, useId } from 'react';
import { useSession } from '../account/useSession';
import { useText } from '../i18n';
import { saysNothing, type Sounding } from './manner';
import { soundingOf, useVoicePreferences, usualOf, type SpokenAs } from './preferences';
import { SpokenAsContext } from './spokenAs';
import { useParts } from './useParts';
import { Part, VoiceFields } from './VoiceFields';
import { VoiceNote } from './VoiceNote';

const SPOKEN = ['auto', 'zh', 'en'] as const;

/** How one speaks and is spoken to: in the conversation that is shown, and usually. */
export function VoiceSettings() {
  const words = useText().voice;
  const { token } = theme.useToken();
  const { person } = useSession();
  const [preferences, change] = useVoicePreferences(person.id);
  const { ready } = useParts();
  const as = useContext(SpokenAsContext);
  const aloud = useId();

  const { zh, en, speed, pauses } = usualOf(preferences);
  const usual = (wanted: Sounding) => change({
    voices: { zh: wanted.zh ?? undefined, en: wanted.en ?? undefined }, speed: wanted.speed ?? 1, pauses: wanted.pauses ?? 'USUAL',
  });
  return (
    <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <VoiceNote />
      <div style={{ display: 'flex', justifyContent: 'space-between', gap: 8 }}>
        <label htmlFor={aloud}>{words.aloud}</label>
        <Switch id={aloud} checked={preferences.aloud} onChange={(on) => { change({ aloud: on }); if (on) ready('SPEECH'); }} />
      </div>
      <Part label={words.language}>
        <Segmented
          block aria-label={words.language} value={preferences.language} onChange={(language) => change({ language })}
          options={SPOKEN.map((value) => ({ value, label: words.languages[value] }))}
        />
      </Part>
      {as && <WithWhom as={as} />}
      {as && <strong>{words.usually}</strong>}
      <VoiceFields value={{ zh, en, speed, pauses }} onChange={usual} otherwise={{}} open={words.automatic} />
      <p style={{ margin: 0, fontSize: token.fontSizeSM, color: token.colorTextSecondary }}>{words.privacy}</p>
    </div>
  );
}

/** How the conversation's assistant or persona sounds: as it is meant to, unless the person wants it otherwise. */
function WithWhom({ as }: { as: SpokenAs }) {
  const words = useText().voice;
  const { person } = useSession();
  const [preferences, change] = useVoicePreferences(person.id);
  const chosen = preferences.byAssistant[as.key] ?? {};
  const choose = (wanted: Sounding) => {
    const { [as.key]: _, ...others } = preferences.byAssistant;
    change({ byAssistant: saysNothing(wanted) ? others : { ...others, [as.key]: wanted } });
  };
  const open = saysNothing(as.manner) ? words.asUsual : words.asPersona;
  return (
    <>
      <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 8, minHeight: 24 }}>
        <strong>{words.withWhom(as.name)}</strong>
        {!saysNothing(chosen) && <Button size="small" onClick={() => choose({})}>{open}</Button>}
      </div>
      <VoiceFields value={chosen} onChange={choose} otherwise={soundingOf({ ...preferences, byAssistant: {} }, as)} open={open} of={as.name} />
    </>
  );
}
