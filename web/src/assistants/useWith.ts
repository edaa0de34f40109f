import type { Conversation } from '../api/types';
import type { SpokenAs } from '../voice/preferences';
import { firstOf } from '../voice/manner';
import { PLAIN } from './PersonaPicker';
import { useAssistants, useLanguage, useNext, usePersonas } from './useAssistants';

/** With which assistant and persona a conversation is had; of a new one with which it will begin. */
export function useWith(conversation: Conversation | undefined) {
  const next = useNext();
  const { assistants } = useAssistants();
  const { list } = usePersonas();
  const id = conversation ? conversation.assistant : next.assistant;
  const assistant = assistants?.find((each) => each.id === id);
  const usual = (id && list?.byAssistant[id]) || list?.everywhere || assistant?.manifest.persona || null;
  const wanted = conversation ? conversation.persona : next.persona === undefined ? usual : next.persona;
  const personaId = wanted === PLAIN ? null : wanted;
  return { id, assistants, assistant, personaId, persona: list?.personas.find((each) => each.id === personaId) };
}

/**
 * Whom one hears in a conversation; undefined for the model alone. An assistant's own word counts before that of the persona that it
 * comes with; a persona that was put in that one's place counts before the assistant.
 */
export function useSpokenAs(conversation: Conversation | undefined): SpokenAs | undefined {
  const language = useLanguage();
  const { assistant, persona } = useWith(conversation);
  if (!assistant && !persona) return undefined;
  const its = assistant?.manifest.speech;
  const personas = persona?.style.speech;
  const chosen = persona !== undefined && persona.id !== assistant?.manifest.persona;
  return {
    key: assistant ? assistant.id : `persona:${persona!.id}`,
    name: assistant ? assistant.manifest.name[language] : persona!.style.name[language],
    manner: chosen ? firstOf(personas, its) : firstOf(its, personas),
  };
}
