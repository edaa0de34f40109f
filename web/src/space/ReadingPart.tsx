import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useText } from '../i18n';
import { ModelDownload } from '../models/ModelDownload';
import { isHere, useModels } from '../models/useModels';

interface Props {
  /** What reads pictures or sound, or tells speakers apart, in the catalogue. */
  name: string;
  reads: 'pictures' | 'sound' | 'speakers';
  /** Whether who looks may fetch it. */
  may: boolean;
}

/** Photos and scans, or recordings, wait for a part that is fetched once. */
export function ReadingPart({ name, reads, may }: Props) {
  const client = useQueryClient();
  const { others, pull } = useModels();
  const part = others?.find((model) => model.name === name);
  const text = useText().space;
  const here = part !== undefined && isHere(part);
  useEffect(() => {
    if (here) void client.invalidateQueries({ queryKey: ['space'] });
  }, [here, client]);
  const words = {
    pictures: { title: text.picturesTitle, once: text.picturesAbsent, ask: text.picturesAsk },
    sound: { title: text.soundTitle, once: text.soundAbsent, ask: text.picturesAsk },
    speakers: { title: text.speakersTitle, once: text.speakersAbsent, ask: text.picturesAsk },
  }[reads];
  return part && !here ? <ModelDownload model={part} pull={may ? pull : undefined} words={words} /> : null;
}
