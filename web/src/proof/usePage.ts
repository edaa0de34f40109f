import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { request } from '../api/client';
import type { DocumentPassages } from '../api/types';

type Document = DocumentPassages['document'];
type Passage = DocumentPassages['passages'][number];

/** The page on which a passage stands, of a document whose pages can be drawn. */
export function pageOf({ type }: Pick<Document, 'type'>, passage: Pick<Passage, 'page' | 'boxes'>): number | undefined {
  const isPicture = type.startsWith('image/');
  if (type !== 'application/pdf' && !isPicture) return undefined;
  return passage.boxes[0]?.page ?? passage.page ?? (isPicture ? 1 : undefined);
}

/** By it what was drawn of a document is forgotten. */
export const pagesKey = (id: string) => ['document-page', id];

/** A page as a picture: its address as long as it is shown, and how many pages there are. */
export function usePage(id: string, page: number) {
  const query = useQuery({
    queryKey: [...pagesKey(id), page],
    queryFn: async ({ signal }) => {
      const response = await request(`/api/space/documents/${encodeURIComponent(id)}/pages/${page}`, { signal });
      return { picture: await response.blob(), pages: Number(response.headers.get('Document-Pages')) };
    },
    // a document's bytes never change
    staleTime: Infinity,
  });
  const picture = query.data?.picture;
  const [made, setMade] = useState<{ picture: Blob; address: string }>();
  useEffect(() => {
    if (!picture) return;
    const address = URL.createObjectURL(picture);
    setMade({ picture, address });
    return () => URL.revokeObjectURL(address);
  }, [picture]);
  // that of the page before is not shown as this one
  const address = made !== undefined && made.picture === picture ? made.address : undefined;
  return { address, pages: query.data?.pages, error: query.error, refetch: query.refetch };
}
