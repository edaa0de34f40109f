import { json } from '../../api/client';

/** A field of a tool's nodes. */
export interface ToolField {
  name: string;
  type: 'TEXT' | 'FILLED' | 'NUMBER' | 'FLAG' | 'CHOICE' | 'PAIRS' | 'JSON';
  required: boolean;
  least: number;
  most: number;
  usual: string;
  choices: string[];
}

/** What nodes can act with. */
export interface AgentTool {
  kind: string;
  /** What it does, in a few words. */
  summary?: string;
  fields: ToolField[];
}

export const TOOLS = ['agents', 'tools'] as const;

export const agentTools = () => json<AgentTool[]>('/agent-tools');
