import { Alert, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { DocumentPassages } from '../api/types';
import { useText } from '../i18n';
import { fileAddress } from '../space/useSpace';

interface Props {
  document: DocumentPassages['document'];
  /** Second at which the cited passage is said. */
  cited: number;
}

/** Plays a recording from where the passage is said; it does not begin by itself. */
export function SoundPlayer({ document, cited }: Props) {
  const words = useText().proof;
  const player = useRef<HTMLMediaElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (player.current) player.current.currentTime = cited;
  }, [cited]);
  const play = () => {
    if (!player.current) return;
    player.current.currentTime = cited;
    void player.current.play().catch(() => setFailed(true));
  };
  const shared = {
    controls: true, preload: 'metadata', src: `${fileAddress(document.id)}#t=${cited}`, 'aria-label': words.recording(document.name),
    onError: () => setFailed(true), style: { width: '100%', maxHeight: '50vh' },
  } as const;
  if (failed) return <Alert role="alert" type="warning" showIcon title={words.notPlayed} />;
  return (
    <section aria-label={words.recording(document.name)} style={{ display: 'grid', gap: 8, justifyItems: 'start' }}>
      {document.type.startsWith('video/')
        ? <video {...shared} ref={player as React.RefObject<HTMLVideoElement>} />
        : <audio {...shared} ref={player as React.RefObject<HTMLAudioElement>} />}
      <Button onClick={play}>{words.playCited}</Button>
    </section>
  );
}
