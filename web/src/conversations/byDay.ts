import type { Conversation } from '../api/types';

/** Cuts the list into what changed on this calendar day and the rest; the order stays. */
export function byDay(conversations: readonly Conversation[], now: Date) {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const isToday = (c: Conversation) => Date.parse(c.updatedAt) >= midnight;
  return { today: conversations.filter(isToday), earlier: conversations.filter((c) => !isToday(c)) };
}
