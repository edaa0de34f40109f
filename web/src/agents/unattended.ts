interface Written {
  id?: unknown;
  unattended?: unknown;
  nodes?: unknown;
}

/** Ids of nodes that act without asking anybody, bodies included; none where the text is no JSON. */
export function unattendedIn(text: string): string[] {
  const inside = (nodes: unknown): string[] =>
    (Array.isArray(nodes) ? (nodes as (Written | null)[]) : []).flatMap((node) =>
      typeof node !== 'object' || node === null ? [] : [...(node.unattended === true && typeof node.id === 'string' ? [node.id] : []), ...inside(node.nodes)]);
  try {
    return inside((JSON.parse(text) as Written | null)?.nodes);
  } catch {
    return [];
  }
}
