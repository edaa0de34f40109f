import type { components } from './schema';

/** The server's types, generated from its contract (server/src/main/resources/openapi/liaoyuan.json). */
type Schemas = components['schemas'];

export type Message = Schemas['Message'];
export type Conversation = Schemas['Conversation'];
export type Model = Schemas['ModelStatus'];

export type Session = Schemas['Session'];
export type Permission = Session['permissions'][number];
export type Profile = Schemas['Profile'];
export type Organisation = Schemas['Organisation'];
export type Role = Organisation['role'];
export type SecondStep = Schemas['SecondStep'];
export type OwnFactors = Schemas['OwnFactors'];
export type Passkey = Schemas['Passkey'];
export type AuthenticatorSecret = Schemas['AuthenticatorSecret'];
export type RegistrationQuestion = Schemas['RegistrationQuestion'];
export type SignInQuestion = Schemas['SignInQuestion'];
export type PasskeyAnswer = Schemas['PublicKeyCredential'];
export type OrganisationRules = Schemas['Rules'];
export type Invitation = Schemas['Invitation'];
export type Offer = Schemas['Offer'];
export type OrganisationOverview = Schemas['OrganisationOverview'];
export type OpenSession = Schemas['OpenSession'];
export type ImportReport = Schemas['ImportReport'];
export type Member = Schemas['Member'];
export type ApiKey = Schemas['ApiKey'];
export type AuditKeeping = Schemas['AuditKeeping'];
export type AuditRow = Schemas['AuditRow'];
export type Verification = Schemas['Verification'];

/** By which somebody sets a password; shown once. */
export interface OneTimeLink {
  person: string;
  token: string;
  expiresAt: string;
}

export type Assistant = Schemas['Assistant'];
export type Manifest = Schemas['AssistantManifest'];
export type Field = Schemas['AssistantField'];
export type MeetingNotes = Schemas['MeetingNotes'];
export type SpaceSpeaker = Schemas['SpaceSpeaker'];
/** How an assistant or a persona sounds; what is null is left open. */
export type SpeechManner = Schemas['SpeechManner'];
export type Bilingual = Schemas['Bilingual'];
export type Persona = Schemas['Persona'];
export type PersonaStyle = Schemas['PersonaStyle'];
export type PersonaList = Schemas['PersonaList'];
export type PreviewEvents = Schemas['PreviewEvents'];
export type EvaluatedCase = Schemas['EvaluatedCase'];
export type EvaluationEvents = Schemas['EvaluationEvents'];

/** For whom a model is. */
export type ModelRule = Schemas['RuleView'];
/** Roles that a model can be kept for; those above may use all. */
export type GrantedRole = Exclude<Role, 'OWNER' | 'ADMIN'>;
export type GroupRole = Schemas['GroupRole'];
/** The events of an answer, by name. */
export type AnswerEvents = Schemas['AnswerEvents'];

/** Why an answer cannot be made: what the server says, or that it cannot be reached. */
export type Problem = Omit<Schemas['AnswerProblem'], 'code'> & { code: Schemas['AnswerProblem']['code'] | 'offline' };
/** What a model was measured to be able to do in one skill at one difficulty. */
export interface ProfileCell {
  model: string;
  skill: string;
  /** 1 (easy) to 3 (hard). */
  difficulty: number;
  n: number;
  passes: number;
  /** Lower end of the 95 % Wilson interval of the success rate, 0 to 1. */
  lowerBound: number;
  /** Median of an answer. */
  latencyMillis: number;
  /** Mean of an answer. */
  joules: number;
  joulesMeasured: boolean;
  measuredAt: string;
}

export interface ProbeRun {
  model: string;
  state: 'RUNNING' | 'DONE' | 'STOPPED' | 'FAILED';
  total: number;
  done: number;
  passed: number;
  /** Being asked; empty at the end. */
  skill: string;
  difficulty: number;
  /** -1 for not known yet. */
  secondsLeft: number;
  problem: string;
}

export interface Profiles {
  suite: string;
  skills: { name: string; zh: string; en: string }[];
  cells: ProfileCell[];
  run: ProbeRun | null;
}

/** What to measure. */
export interface Measurement {
  model: string;
  quick: boolean;
}

/** What is remembered of a person. */
export type Memory = Schemas['Memory'];
export type MemoryKind = Memory['kind'];
export type MemoryList = Schemas['MemoryList'];
export type MemorySetting = Schemas['MemorySetting'];
export type ConversationMemory = Schemas['ConversationMemory'];
export type MemoryProposal = Schemas['MemoryProposal'];
export type UsedMemory = Schemas['UsedMemory'];

/** A file in the personal space. */
export type SpaceDocument = Schemas['SpaceDocument'];
/** Why one could not be read. */
export type Reason = NonNullable<SpaceDocument['reason']>;
export type SpaceUpload = Schemas['Upload'];
export type PersonalSpace = Schemas['PersonalSpace'];
export type SpaceCollection = Schemas['SpaceCollection'];
export type CollectionGrant = Schemas['CollectionGrant'];
export type FoundPassage = Schemas['FoundPassage'];
export type SpaceFilter = Schemas['SpaceFilter'];
export type SpaceTag = Schemas['SpaceTag'];
/** What a model says of a document. */
export type Digest = Schemas['Digest'];
export type DigestSetting = Schemas['DigestSetting'];
export type Evidence = Schemas['Evidence'];
/** What an answer can stand on. */
export type SourceKind = Message['sources'][number];
export type SourceView = Schemas['SourceView'];
export type DocumentPassages = Schemas['DocumentPassages'];
export type Note = Schemas['Note'];
export type NoteLine = Schemas['NoteLine'];
export type FoundThing = Schemas['FoundThing'];
export type SearchResults = Schemas['SearchResults'];

/** An agent as its builders see it. */
export type Agent = Schemas['Agent'];
export type AgentProblem = Schemas['AgentProblem'];
export type ReleasedAgent = Schemas['ReleasedAgent'];
export type AgentRun = Schemas['AgentRun'];
export type RunState = AgentRun['state'];
/** A run that a node of another began. */
export type AgentRunBelow = Schemas['AgentRunBelow'];
export type AgentStep = Schemas['AgentRunStep'];
export type AgentApproval = Schemas['AgentApproval'];
export type AgentOutcome = Schemas['AgentOutcome'];
export type WaitingOutcome = Schemas['WaitingOutcome'];
export type OutcomeAnswer = NonNullable<Schemas['AgentOutcomeAnswer']['answer']>;
export type AgentFile = Schemas['AgentFile'];
export type AgentSecret = Schemas['AgentSecret'];
/** One that comes with the program. */
export type LibraryAgent = Schemas['LibraryAgent'];
export type WholeRun = Schemas['WholeAgentRun'];
/** A question of a run that waits for who looks. */
export type WaitingApproval = Schemas['WaitingApproval'];
export type AgentEvaluation = Schemas['AgentEvaluation'];
export type AgentEvaluationCase = Schemas['AgentEvaluationCase'];
export type WholeAgentEvaluation = Schemas['WholeAgentEvaluation'];
export type AgentRelease = Schemas['AgentRelease'];
export type AgentLabelMove = Schemas['AgentLabelMove'];
export type AgentDiff = Schemas['AgentDiff'];
export type AgentFieldDiff = Schemas['AgentFieldDiff'];
/** What starts runs by itself. */
export type AgentTrigger = Schemas['AgentTrigger'];
export type WantedAgentTrigger = Schemas['WantedAgentTrigger'];
export type CreatedAgentTrigger = Schemas['CreatedAgentTrigger'];
