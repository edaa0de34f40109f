import type { SpeechManner } from '../api/types';

export type Pauses = NonNullable<SpeechManner['pauses']>;

export const PAUSES: readonly Pauses[] = ['SHORT', 'USUAL', 'LONG'];

/** How something sounds; what is null or undefined is left open. */
export type Sounding = { [Part in keyof SpeechManner]?: SpeechManner[Part] | undefined };

/** The first that says something of a part counts for that part. */
export function firstOf(...all: (Sounding | null | undefined)[]): Sounding {
  const said = <Part extends keyof Sounding>(part: Part) => all.find((each) => each?.[part] != null)?.[part];
  return { zh: said('zh'), en: said('en'), speed: said('speed'), pauses: said('pauses') };
}

export const saysNothing = ({ zh, en, speed, pauses }: Sounding) => zh == null && en == null && speed == null && pauses == null;

/** As the server takes it: null for one that says nothing. */
export const sent = (sounding: Sounding | undefined): SpeechManner | null => {
  if (!sounding || saysNothing(sounding)) return null;
  const { zh, en, speed, pauses } = sounding;
  return { zh: zh ?? null, en: en ?? null, speed: speed ?? null, pauses: pauses ?? null };
};

/** The voice for a text: that of the language that it is written in. */
export const voiceFor = (text: string, { zh, en }: Sounding) => (/\p{Script=Han}/u.test(text) ? zh : en) ?? undefined;
