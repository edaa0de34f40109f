import { useSession } from '../account/useSession';
import type { Model } from '../api/types';
import { isHere, useModels } from '../models/useModels';
import { note, type PartPurpose } from './notice';

/** What writes down and what speaks, as this machine has them. */
export function useParts() {
  const { may } = useSession();
  const { others, pull } = useModels();
  const named = (purpose: string) => others?.find((model: Model) => model.purpose === purpose);
  const missing = (purpose: PartPurpose) => {
    const model = named(purpose);
    return model && !isHere(model) ? model : undefined;
  };
  /** Whether all of them are here; where one is not, the person is told and may fetch it. */
  const ready = (...purposes: PartPurpose[]) => {
    const absent = purposes.find(missing);
    if (absent) note({ kind: 'part', purpose: absent });
    return absent === undefined;
  };
  return { missing, ready, known: others !== undefined, pull: may('MANAGE_MODELS') ? pull : undefined, allowed: may('USE_MODELS') };
}
