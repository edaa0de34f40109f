import type { components } from './schema';

/** The server's types, generated from its contract (server/src/main/resources/openapi/liaoyuan.json). */
type Schemas = components['schemas'];

export type Message = Schemas['Message'];
export type Conversation = Schemas['Conversation'];
export type Model = Schemas['ModelStatus'];

/** The events of an answer, by name. */
export type AnswerEvents = Schemas['AnswerEvents'];

/** Why an answer cannot be made: what the server says, or that it cannot be reached. */
export type Problem = Omit<Schemas['AnswerProblem'], 'code'> & { code: Schemas['AnswerProblem']['code'] | 'offline' };
