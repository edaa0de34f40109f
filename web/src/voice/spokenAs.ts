import { createContext, useContext } from 'react';
import { useSession } from '../account/useSession';
import { soundingOf, useVoicePreferences, type SpokenAs } from './preferences';

/** Whom one hears in the conversation that is shown; undefined for the model alone. */
export const SpokenAsContext = createContext<SpokenAs | undefined>(undefined);

/** How the conversation that is shown sounds. */
export function useSounding() {
  const as = useContext(SpokenAsContext);
  const { person } = useSession();
  const [preferences] = useVoicePreferences(person.id);
  return soundingOf(preferences, as);
}
