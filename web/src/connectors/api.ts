import { body, json, request } from '../api/client';
import type { components } from '../api/schema';

type Schemas = components['schemas'];
export type SqlConnection = Schemas['SqlConnection'];
export type NewSqlConnection = Schemas['NewSqlConnection'];
export type Tried = Schemas['SqlConnectionTried'];
export type McpServer = Schemas['McpServer'];
export type NewMcpServer = Schemas['NewMcpServer'];
export type McpOffers = Schemas['McpOffers'];
export type OpenApiConnection = Schemas['OpenApiConnection'];
export type NewOpenApiConnection = Schemas['NewOpenApiConnection'];
export type OpenApiTried = Schemas['OpenApiConnectionTried'];
export type OpenApiOperations = Schemas['OpenApiOperations'];
export type OpenApiOperation = Schemas['OpenApiOperation'];

const SQL = '/sql-connections';
const MCP = '/mcp-servers';
const APIS = '/openapi-connections';

export const connectorsApi = {
  databases: () => json<SqlConnection[]>(SQL),
  addDatabase: (wanted: NewSqlConnection) => json<SqlConnection>(SQL, { method: 'POST', body: body(wanted) }),
  tryDatabase: (id: string) => json<Tried>(`${SQL}/${id}/try`, { method: 'POST' }),
  removeDatabase: (id: string) => request(`/api${SQL}/${id}`, { method: 'DELETE' }),
  servers: () => json<McpServer[]>(MCP),
  addServer: (wanted: NewMcpServer) => json<McpServer>(MCP, { method: 'POST', body: body(wanted) }),
  removeServer: (id: string) => request(`/api${MCP}/${id}`, { method: 'DELETE' }),
  offers: (name: string) => json<McpOffers>(`${MCP}/${encodeURIComponent(name)}/tools`),
  apis: () => json<OpenApiConnection[]>(APIS),
  addApi: (wanted: NewOpenApiConnection) => json<OpenApiConnection>(APIS, { method: 'POST', body: body(wanted) }),
  tryApi: (id: string) => json<OpenApiTried>(`${APIS}/${id}/try`, { method: 'POST' }),
  removeApi: (id: string) => request(`/api${APIS}/${id}`, { method: 'DELETE' }),
  operations: (name: string) => json<OpenApiOperations>(`${APIS}/${encodeURIComponent(name)}/operations`),
};

export const DATABASES = ['connectors', 'databases'] as const;
export const SERVERS = ['connectors', 'servers'] as const;
export const APIS_KEY = ['connectors', 'apis'] as const;
