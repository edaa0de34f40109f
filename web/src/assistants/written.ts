import type { Bilingual } from '../api/types';
import type { Language } from '../i18n';
import type { Sent } from './api';

/** A text that was changed in one language: where both were the same, both change. */
export const written = (old: Bilingual | undefined, language: Language, value: string): Sent =>
  !old || old.zh === old.en ? value : { ...old, [language]: value };
