import type { MouseEvent, ReactNode } from 'react';
import type { Evidence } from '../api/types';
import { go } from '../app/useRoute';

interface Props {
  evidence: Evidence;
  label?: string;
  children: ReactNode;
}

export const passageAddress = ({ document, ordinal }: Pick<Evidence, 'document' | 'ordinal'>) => `/space/documents/${document}?passage=${ordinal ?? 0}`;

/** Leads to where a passage stands; to nowhere where its document was deleted, or is no longer open to this person. */
export function EvidenceLink({ evidence, label, children }: Props) {
  if (evidence.kind === 'WEB' && evidence.address !== null) {
    return <a href={evidence.address} target="_blank" rel="noopener noreferrer nofollow" aria-label={label} title={label}>{children}</a>;
  }
  if (evidence.deleted || evidence.withheld || evidence.document === null) return <span title={label}>{children}</span>;
  const address = passageAddress(evidence);
  const open = (e: MouseEvent) => {
    // another tab or window is the browser's own affair
    if (e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0) return;
    e.preventDefault();
    go(address);
  };
  return <a href={address} onClick={open} aria-label={label} title={label}>{children}</a>;
}
