import type { Message } from '../api/types';

/** A message on the branch that is shown, with the versions that stand beside it. */
export interface Turn {
  message: Message;
  /** All messages with the same parent and role, oldest first; holds the message itself. */
  versions: Message[];
}

/** Which child is shown under a parent; the newest where nothing was chosen. '' stands for the root. */
export type Choice = Readonly<Record<string, string>>;

const parentKey = (message: Message) => message.parentId ?? '';

/** The branch that is shown, from the root down. */
export function branch(messages: readonly Message[], choice: Choice): Turn[] {
  const children = new Map<string, Message[]>();
  for (const message of messages) {
    const siblings = children.get(parentKey(message));
    if (siblings) siblings.push(message);
    else children.set(parentKey(message), [message]);
  }
  const turns: Turn[] = [];
  const seen = new Set<string>();
  let parent = '';
  while (!seen.has(parent)) {
    seen.add(parent);
    const versions = children.get(parent);
    if (!versions) break;
    const message = versions.find((m) => m.id === choice[parent]) ?? versions[versions.length - 1];
    if (!message) break;
    turns.push({ message, versions });
    parent = message.id;
  }
  return turns;
}

/** The choice that shows this message. */
export function choose(choice: Choice, message: Message): Choice {
  return { ...choice, [parentKey(message)]: message.id };
}

/** The choice that shows the branch on which a message stands. */
export function choosePath(choice: Choice, messages: readonly Message[], id: string): Choice {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const path: Record<string, string> = {};
  for (let at = byId.get(id); at && path[parentKey(at)] === undefined; at = at.parentId === null ? undefined : byId.get(at.parentId)) path[parentKey(at)] = at.id;
  return { ...choice, ...path };
}
