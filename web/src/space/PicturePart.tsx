import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useText } from '../i18n';
import { ModelDownload } from '../models/ModelDownload';
import { isHere, useModels } from '../models/useModels';

interface Props {
  /** What reads pictures, in the catalogue. */
  name: string;
  /** Whether who looks may fetch it. */
  may: boolean;
}

/** Photos and scans wait for a part that is fetched once. */
export function PicturePart({ name, may }: Props) {
  const client = useQueryClient();
  const { others, pull } = useModels();
  const part = others?.find((model) => model.name === name);
  const { picturesTitle: title, picturesAbsent: once, picturesAsk: ask } = useText().space;
  const here = part !== undefined && isHere(part);
  useEffect(() => {
    if (here) void client.invalidateQueries({ queryKey: ['space'] });
  }, [here, client]);
  const words = { title, once, ask };
  return part && !here ? <ModelDownload model={part} pull={may ? pull : undefined} words={words} /> : null;
}
