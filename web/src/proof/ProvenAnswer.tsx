import { useMemo } from 'react';
import type { Message } from '../api/types';
import { Markdown, type LinkProps } from '../chat/Markdown';
import { useText } from '../i18n';
import { EvidenceLink } from './EvidenceLink';
import { EVIDENCE, linked, UNSUPPORTED } from './citations';

/** A finished answer whose citations lead to what they cite. */
export function ProvenAnswer({ message }: { message: Message }) {
  const words = useText().proof;
  const own = useMemo(() => function Own({ href, children }: LinkProps) {
    if (href === UNSUPPORTED) return <sup><span role="img" aria-label={words.unsupported} title={words.unsupported} style={{ cursor: 'help', fontWeight: 600 }}>?</span></sup>;
    const evidence = href?.startsWith(EVIDENCE) ? message.evidence[Number(href.slice(EVIDENCE.length)) - 1] : undefined;
    return evidence && <sup><EvidenceLink evidence={evidence} label={words.cite(evidence.number, evidence.title)}>[{children}]</EvidenceLink></sup>;
  }, [message.evidence, words]);
  return <Markdown content={linked(message)} streaming={false} own={own} />;
}
