import type { MouseEvent, ReactNode } from 'react';
import type { Evidence } from '../api/types';
import { go } from '../app/useRoute';

interface Props {
  evidence: Evidence;
  label?: string;
  children: ReactNode;
}

export const passageAddress = ({ document, ordinal }: { document: string | null; ordinal: number | null }) => `/space/documents/${document}?passage=${ordinal ?? 0}`;

/** Leads to another place of this page without loading it anew. */
export function Link({ address, label, children }: { address: string; label?: string; children: ReactNode }) {
  const open = (e: MouseEvent) => {
    // another tab or window is the browser's own affair
    if (e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0) return;
    e.preventDefault();
    go(address);
  };
  return <a href={address} onClick={open} aria-label={label} title={label}>{children}</a>;
}

/** Leads to where a passage stands; to nowhere where its document was deleted, or is no longer open to this person. */
export function EvidenceLink({ evidence, label, children }: Props) {
  if (evidence.kind === 'WEB' && evidence.address !== null) {
    return <a href={evidence.address} target="_blank" rel="noopener noreferrer nofollow" aria-label={label} title={label}>{children}</a>;
  }
  if (evidence.deleted || evidence.withheld || evidence.document === null) return <span title={label}>{children}</span>;
  return <Link address={passageAddress(evidence)} label={label}>{children}</Link>;
}
