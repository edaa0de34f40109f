package org.liaoyuan.server.access;

import static org.liaoyuan.server.access.Permission.BUILD_AGENTS;
import static org.liaoyuan.server.access.Permission.CHAT;
import static org.liaoyuan.server.access.Permission.DECIDE_RUNS;
import static org.liaoyuan.server.access.Permission.MANAGE_AGENT_SECRETS;
import static org.liaoyuan.server.access.Permission.MANAGE_ASSISTANTS;
import static org.liaoyuan.server.access.Permission.MANAGE_AUDIT;
import static org.liaoyuan.server.access.Permission.MANAGE_BUDGETS;
import static org.liaoyuan.server.access.Permission.MANAGE_COLLECTIONS;
import static org.liaoyuan.server.access.Permission.MANAGE_CONNECTORS;
import static org.liaoyuan.server.access.Permission.MANAGE_GRANTS;
import static org.liaoyuan.server.access.Permission.MANAGE_MEMBERS;
import static org.liaoyuan.server.access.Permission.MANAGE_MODELS;
import static org.liaoyuan.server.access.Permission.MANAGE_ORGANISATION;
import static org.liaoyuan.server.access.Permission.MANAGE_ORGANISATIONS;
import static org.liaoyuan.server.access.Permission.MANAGE_SECRETS;
import static org.liaoyuan.server.access.Permission.MANAGE_SIGN_ON;
import static org.liaoyuan.server.access.Permission.MANAGE_WATCHED_FOLDERS;
import static org.liaoyuan.server.access.Permission.MANAGE_WEB_SEARCH;
import static org.liaoyuan.server.access.Permission.OWN_ACCOUNT;
import static org.liaoyuan.server.access.Permission.OWN_KEYS;
import static org.liaoyuan.server.access.Permission.OWN_SIGN_IN;
import static org.liaoyuan.server.access.Permission.OWN_SPACE;
import static org.liaoyuan.server.access.Permission.OWN_TRIGGERS;
import static org.liaoyuan.server.access.Permission.PROVISION;
import static org.liaoyuan.server.access.Permission.PUBLIC;
import static org.liaoyuan.server.access.Permission.RUN_AGENTS;
import static org.liaoyuan.server.access.Permission.SEARCH_WEB;
import static org.liaoyuan.server.access.Permission.SEE_AUDIT;
import static org.liaoyuan.server.access.Permission.SEE_BUDGETS;
import static org.liaoyuan.server.access.Permission.SEE_MEMBERS;
import static org.liaoyuan.server.access.Permission.SEE_METRICS;
import static org.liaoyuan.server.access.Permission.SEE_MODELS;
import static org.liaoyuan.server.access.Permission.SEE_PROVIDERS;
import static org.liaoyuan.server.access.Permission.SEE_USAGE;
import static org.liaoyuan.server.access.Permission.UNCLASSIFIED;
import static org.liaoyuan.server.access.Permission.USE_MODELS;
import static org.liaoyuan.server.access.Permission.VERIFY_AUDIT;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;

/**
 * Every route of the program and what it needs. A route that is missing here is nobody's: {@code RoutesTest} finds it before
 * its author does.
 */
public final class Routes {

    /** In the order of the rooms; the most specific pattern wins, not the first. */
    public static final List<Route> ALL = List.of(
            Route.of("GET", "/api/session", PUBLIC),
            Route.of("POST", "/api/session", PUBLIC),
            Route.of("POST", "/api/session/second", PUBLIC),
            Route.of("POST", "/api/session/passkey", PUBLIC),
            Route.of("POST", "/api/session/passkey/challenge", PUBLIC),
            Route.of("PUT", "/api/session/organisation", OWN_SIGN_IN),
            Route.of("DELETE", "/api/session", OWN_SIGN_IN),
            Route.of("POST", "/api/account/welcome", PUBLIC),
            Route.of("GET", "/api/account", OWN_ACCOUNT),
            Route.of("PATCH", "/api/account", OWN_ACCOUNT),
            Route.of("DELETE", "/api/account", OWN_ACCOUNT),
            Route.of("GET", "/api/account/export", OWN_ACCOUNT, "account.export"),
            Route.of("PUT", "/api/account/password", OWN_ACCOUNT),
            Route.of("GET", "/api/account/sessions", OWN_ACCOUNT),
            Route.of("DELETE", "/api/account/sessions", OWN_ACCOUNT),
            Route.of("DELETE", "/api/account/sessions/{id}", OWN_ACCOUNT),
            Route.of("GET", "/api/account/factors", OWN_SIGN_IN),
            Route.of("POST", "/api/account/factors/authenticator", OWN_SIGN_IN),
            Route.of("PUT", "/api/account/factors/authenticator", OWN_SIGN_IN),
            Route.of("DELETE", "/api/account/factors/authenticator", OWN_SIGN_IN),
            Route.of("POST", "/api/account/factors/recovery-codes", OWN_SIGN_IN),
            Route.of("POST", "/api/account/factors/passkeys", OWN_SIGN_IN),
            Route.of("POST", "/api/account/factors/passkeys/challenge", OWN_SIGN_IN),
            Route.of("PATCH", "/api/account/factors/passkeys/{id}", OWN_SIGN_IN),
            Route.of("DELETE", "/api/account/factors/passkeys/{id}", OWN_SIGN_IN),
            Route.of("GET", "/api/members", SEE_MEMBERS),
            Route.of("POST", "/api/members", MANAGE_MEMBERS),
            Route.of("PATCH", "/api/members/{person}", MANAGE_MEMBERS),
            Route.of("DELETE", "/api/members/{person}", MANAGE_MEMBERS),
            Route.of("DELETE", "/api/members/{person}/account", MANAGE_MEMBERS),
            Route.of("POST", "/api/members/{person}/link", MANAGE_MEMBERS),
            Route.of("GET", "/api/group-roles", MANAGE_MEMBERS),
            Route.of("PUT", "/api/group-roles", MANAGE_MEMBERS),
            Route.of("DELETE", "/api/group-roles", MANAGE_MEMBERS),
            Route.of("DELETE", "/api/members/{person}/factors", MANAGE_MEMBERS),
            Route.of("GET", "/api/invitations", MANAGE_MEMBERS),
            Route.of("POST", "/api/invitations", MANAGE_MEMBERS),
            Route.of("DELETE", "/api/invitations/{id}", MANAGE_MEMBERS),
            Route.of("GET", "/api/account/invitations", OWN_ACCOUNT),
            Route.of("POST", "/api/account/invitations/{id}/acceptance", OWN_ACCOUNT),
            Route.of("DELETE", "/api/account/invitations/{id}", OWN_ACCOUNT),
            Route.of("DELETE", "/api/account/memberships/{organisation}", OWN_ACCOUNT),
            Route.of("PATCH", "/api/organisation", MANAGE_ORGANISATION),
            Route.of("GET", "/api/organisation/rules", SEE_MEMBERS),
            Route.of("PUT", "/api/organisation/rules", MANAGE_MEMBERS),
            Route.of("GET", "/api/grants", MANAGE_GRANTS),
            Route.of("GET", "/api/grants/groups", MANAGE_GRANTS),
            Route.of("PUT", "/api/grants", MANAGE_GRANTS),
            Route.of("DELETE", "/api/grants", MANAGE_GRANTS),
            Route.of("GET", "/api/sign-on", PUBLIC),
            Route.of("GET", "/api/sign-on/{provider}/start", PUBLIC),
            Route.of("GET", "/api/sign-on/callback", PUBLIC),
            Route.of("GET", "/api/sign-on/providers", MANAGE_SIGN_ON),
            Route.of("POST", "/api/sign-on/providers", MANAGE_SIGN_ON),
            Route.of("POST", "/api/sign-on/providers/test", MANAGE_SIGN_ON),
            Route.of("PUT", "/api/sign-on/providers/{id}", MANAGE_SIGN_ON),
            Route.of("DELETE", "/api/sign-on/providers/{id}", MANAGE_SIGN_ON),
            Route.of("GET", "/api/account/identities", OWN_ACCOUNT),
            Route.of("POST", "/api/account/identities", OWN_ACCOUNT),
            Route.of("DELETE", "/api/account/identities/{id}", OWN_ACCOUNT),
            Route.of("GET", "/api/organisations", OWN_ACCOUNT),
            Route.of("GET", "/api/organisations/all", MANAGE_ORGANISATIONS),
            Route.of("POST", "/api/organisations", MANAGE_ORGANISATIONS),
            Route.of("PATCH", "/api/organisations/{id}", MANAGE_ORGANISATIONS),
            Route.of("DELETE", "/api/organisations/{id}", MANAGE_ORGANISATIONS),
            Route.of("GET", "/api/keys", OWN_KEYS),
            Route.of("POST", "/api/keys", OWN_KEYS),
            Route.of("PUT", "/api/keys/{id}", OWN_KEYS),
            Route.of("DELETE", "/api/keys/{id}", OWN_KEYS),
            Route.of("GET", "/api/audit", SEE_AUDIT),
            Route.of("GET", "/api/audit/rows.csv", SEE_AUDIT, "audit.export"),
            Route.of("GET", "/api/audit/rows.json", SEE_AUDIT, "audit.export"),
            Route.of("GET", "/api/audit/verification", VERIFY_AUDIT),
            Route.of("GET", "/api/audit/retention", VERIFY_AUDIT),
            Route.of("PUT", "/api/audit/retention", MANAGE_AUDIT),
            Route.of("GET", "/api/secrets", MANAGE_SECRETS),
            Route.of("POST", "/api/secrets/rotation", MANAGE_SECRETS),
            //
            Route.of("GET", "/api/assistants", CHAT),
            Route.of("POST", "/api/assistants", MANAGE_ASSISTANTS, "assistant.create"),
            Route.of("GET", "/api/assistants/{id}", CHAT),
            Route.of("PUT", "/api/assistants/{id}", MANAGE_ASSISTANTS, "assistant.change"),
            Route.of("DELETE", "/api/assistants/{id}", MANAGE_ASSISTANTS, "assistant.delete"),
            Route.of("POST", "/api/assistants/{id}/copy", MANAGE_ASSISTANTS, "assistant.create"),
            Route.of("GET", "/api/assistants/{id}/collections", CHAT),
            Route.of("PUT", "/api/assistants/{id}/collections", MANAGE_ASSISTANTS, "assistant.change"),
            Route.of("POST", "/api/assistants/{id}/turn", CHAT),
            Route.of("POST", "/api/assistants/{id}/evaluation", CHAT),
            Route.of("GET", "/api/assistants/{id}/export", CHAT),
            Route.of("GET", "/api/personas", CHAT),
            Route.of("POST", "/api/personas", MANAGE_ASSISTANTS),
            Route.of("POST", "/api/personas/learnt", MANAGE_ASSISTANTS),
            Route.of("PUT", "/api/personas/choice", CHAT),
            Route.of("PUT", "/api/personas/{id}", MANAGE_ASSISTANTS),
            Route.of("DELETE", "/api/personas/{id}", MANAGE_ASSISTANTS),
            Route.of("POST", "/api/personas/preview", CHAT),
            Route.of("GET", "/api/conversations", CHAT),
            Route.of("POST", "/api/conversations", CHAT),
            Route.of("POST", "/api/conversations/import", CHAT, "conversation.import"),
            Route.of("GET", "/api/conversations/{id}", CHAT),
            Route.of("PATCH", "/api/conversations/{id}", CHAT),
            Route.of("DELETE", "/api/conversations/{id}", CHAT, "conversation.delete"),
            Route.of("GET", "/api/conversations/{id}/export.md", CHAT, "conversation.export"),
            Route.of("POST", "/api/conversations/{conversation}/messages", CHAT),
            Route.of("POST", "/api/conversations/{conversation}/messages/{message}/regenerate", CHAT),
            Route.of("GET", "/api/conversations/{conversation}/answer", CHAT),
            Route.of("POST", "/api/conversations/{conversation}/stop", CHAT),
            Route.of("GET", "/api/conversations/{conversation}/memory", CHAT),
            Route.of("PUT", "/api/conversations/{conversation}/memory", CHAT),
            Route.of("GET", "/api/memories", CHAT),
            Route.of("POST", "/api/memories", CHAT),
            Route.of("DELETE", "/api/memories", CHAT, "memory.forget-all"),
            Route.of("PUT", "/api/memories/setting", CHAT),
            Route.of("PATCH", "/api/memories/{id}", CHAT),
            Route.of("DELETE", "/api/memories/{id}", CHAT),
            Route.of("POST", "/api/memories/proposals/{id}", CHAT),
            Route.of("DELETE", "/api/memories/proposals/{id}", CHAT),
            Route.of("GET", "/api/hearing/results", OWN_ACCOUNT),
            Route.of("POST", "/api/hearing/results", OWN_ACCOUNT),
            Route.of("POST", "/api/hearing/results/import", OWN_ACCOUNT),
            Route.of("DELETE", "/api/hearing/results", OWN_ACCOUNT, "hearing.delete-all"),
            Route.of("DELETE", "/api/hearing/results/{id}", OWN_ACCOUNT),
            Route.of("GET", "/api/sources", CHAT),
            //
            Route.of("GET", "/api/space", OWN_SPACE),
            Route.of("GET", "/api/space/search", OWN_SPACE),
            Route.of("PUT", "/api/space/rerank", OWN_SPACE),
            Route.of("GET", "/api/space/documents", OWN_SPACE),
            Route.of("POST", "/api/space/documents", OWN_SPACE, "document.add"),
            Route.of("GET", "/api/space/documents/{id}", OWN_SPACE),
            Route.of("GET", "/api/space/documents/{id}/passages", OWN_SPACE),
            Route.of("GET", "/api/space/documents/{id}/pages/{page}", OWN_SPACE),
            Route.of("GET", "/api/space/documents/{id}/file", OWN_SPACE),
            Route.of("POST", "/api/space/documents/{id}/retry", OWN_SPACE),
            Route.of("DELETE", "/api/space/documents/{id}", OWN_SPACE, "document.delete"),
            Route.of("GET", "/api/space/documents/{id}/digest", OWN_SPACE),
            Route.of("POST", "/api/space/documents/{id}/digest", OWN_SPACE),
            Route.of("DELETE", "/api/space/documents/{id}/digest", OWN_SPACE),
            Route.of("GET", "/api/space/documents/{id}/speakers", OWN_SPACE),
            Route.of("PUT", "/api/space/documents/{id}/speakers/{number}", OWN_SPACE),
            Route.of("GET", "/api/space/documents/{id}/meeting-notes", OWN_SPACE),
            Route.of("POST", "/api/space/documents/{id}/meeting-notes", OWN_SPACE),
            Route.of("GET", "/api/space/digests", OWN_SPACE),
            Route.of("GET", "/api/space/digests/setting", OWN_SPACE),
            Route.of("PUT", "/api/space/digests/setting", OWN_SPACE),
            Route.of("GET", "/api/space/tags", OWN_SPACE),
            Route.of("PATCH", "/api/space/tags", OWN_SPACE),
            Route.of("PUT", "/api/space/tags", OWN_SPACE),
            Route.of("DELETE", "/api/space/tags", OWN_SPACE),
            Route.of("GET", "/api/space/collections", OWN_SPACE),
            Route.of("POST", "/api/space/collections", MANAGE_COLLECTIONS),
            Route.of("GET", "/api/space/collections/{id}", OWN_SPACE),
            Route.of("PUT", "/api/space/collections/{id}", OWN_SPACE),
            Route.of("DELETE", "/api/space/collections/{id}", MANAGE_COLLECTIONS),
            Route.of("GET", "/api/space/collections/{id}/documents", OWN_SPACE),
            Route.of("POST", "/api/space/collections/{id}/documents", OWN_SPACE, "document.add"),
            Route.of("POST", "/api/space/collections/{id}/copies", OWN_SPACE, "document.add"),
            Route.of("GET", "/api/space/collections/{id}/grants", MANAGE_COLLECTIONS),
            Route.of("PUT", "/api/space/collections/{id}/grants", MANAGE_COLLECTIONS),
            Route.of("DELETE", "/api/space/collections/{id}/grants", MANAGE_COLLECTIONS),
            Route.of("GET", "/api/space/notes", OWN_SPACE),
            Route.of("POST", "/api/space/notes", OWN_SPACE, "note.add"),
            Route.of("GET", "/api/space/notes/{id}", OWN_SPACE),
            Route.of("PUT", "/api/space/notes/{id}", OWN_SPACE),
            Route.of("DELETE", "/api/space/notes/{id}", OWN_SPACE, "note.delete"),
            Route.of("GET", "/api/space/notes/{id}/versions", OWN_SPACE),
            Route.of("GET", "/api/space/watched", MANAGE_WATCHED_FOLDERS),
            Route.of("POST", "/api/space/watched", MANAGE_WATCHED_FOLDERS, "folder.watch"),
            Route.of("DELETE", "/api/space/watched/{id}", MANAGE_WATCHED_FOLDERS, "folder.unwatch"),
            Route.of("POST", "/api/space/watched/{id}/look", MANAGE_WATCHED_FOLDERS),
            Route.of("GET", "/api/space/watched/{id}/files", MANAGE_WATCHED_FOLDERS),
            Route.of("POST", "/api/space/watched/{id}/files/back", MANAGE_WATCHED_FOLDERS, "folder.back"),
            Route.of("GET", "/api/search", CHAT),
            //
            Route.of("GET", "/api/agents", BUILD_AGENTS),
            Route.of("POST", "/api/agents", BUILD_AGENTS, "agent.create"),
            Route.of("GET", "/api/agents/{id}", BUILD_AGENTS),
            Route.of("PUT", "/api/agents/{id}", BUILD_AGENTS, "agent.change"),
            Route.of("DELETE", "/api/agents/{id}", BUILD_AGENTS, "agent.delete"),
            Route.of("POST", "/api/agents/{id}/copies", BUILD_AGENTS, "agent.copy"),
            Route.of("POST", "/api/agents/{id}/releases", BUILD_AGENTS, "agent.release"),
            Route.of("GET", "/api/agents/{id}/evaluations", BUILD_AGENTS),
            Route.of("POST", "/api/agents/{id}/evaluations", BUILD_AGENTS, "agent.evaluate"),
            Route.of("GET", "/api/agents/{id}/evaluations/{evaluation}", BUILD_AGENTS),
            Route.of("POST", "/api/agents/{id}/evaluations/{evaluation}/cancellation", BUILD_AGENTS, "agent.evaluate"),
            Route.of("GET", "/api/released-agents", RUN_AGENTS),
            Route.of("GET", "/api/agent-runs", RUN_AGENTS),
            Route.of("POST", "/api/agent-runs", RUN_AGENTS, "run.start"),
            Route.of("GET", "/api/agent-runs/{id}", RUN_AGENTS),
            Route.of("GET", "/api/agent-runs/{id}/events", RUN_AGENTS),
            Route.of("GET", "/api/agent-runs/{id}/drawing", RUN_AGENTS),
            Route.of("GET", "/api/agent-runs/{id}/case", RUN_AGENTS),
            Route.of("POST", "/api/agent-runs/{id}/approvals/{position}", DECIDE_RUNS),
            Route.of("POST", "/api/agent-runs/{id}/approvals/{position}/delegation", DECIDE_RUNS),
            Route.of("POST", "/api/agent-runs/{id}/answers/{position}", DECIDE_RUNS),
            Route.of("POST", "/api/agent-runs/{id}/signals/{name}", RUN_AGENTS, "run.signal"),
            Route.of("POST", "/api/agent-signals", RUN_AGENTS, "run.signal"),
            Route.of("POST", "/api/agent-runs/{id}/cancellation", RUN_AGENTS, "run.cancel"),
            Route.of("POST", "/api/agent-runs/{id}/pause", RUN_AGENTS, "run.pause"),
            Route.of("POST", "/api/agent-runs/{id}/resumption", RUN_AGENTS, "run.resume"),
            Route.of("POST", "/api/agent-runs/{id}/retries", RUN_AGENTS, "run.retry"),
            Route.of("POST", "/api/agent-runs/{id}/forks", RUN_AGENTS, "run.fork"),
            Route.of("POST", "/api/agent-runs/{id}/replays", RUN_AGENTS, "run.replay"),
            Route.of("GET", "/api/agent-approvals", DECIDE_RUNS),
            Route.of("GET", "/api/agent-outcomes", DECIDE_RUNS),
            // the room writes what was answered
            Route.of("POST", "/api/agent-runs/{id}/outcomes/{position}", DECIDE_RUNS),
            Route.of("GET", "/api/agent-runs/{id}/files", RUN_AGENTS),
            Route.of("GET", "/api/agent-runs/{id}/files/{name}", RUN_AGENTS),
            Route.of("GET", "/api/agent-tools", BUILD_AGENTS),
            Route.of("GET", "/api/agent-library", BUILD_AGENTS),
            Route.of("POST", "/api/agent-plans", BUILD_AGENTS),
            Route.of("GET", "/api/agent-secrets", BUILD_AGENTS),
            Route.of("PUT", "/api/agent-secrets/{name}", MANAGE_AGENT_SECRETS, "secret.set"),
            Route.of("DELETE", "/api/agent-secrets/{name}", MANAGE_AGENT_SECRETS, "secret.delete"),
            Route.of("GET", "/api/sql-connections", BUILD_AGENTS),
            Route.of("POST", "/api/sql-connections", MANAGE_CONNECTORS, "connector.add"),
            Route.of("PUT", "/api/sql-connections/{id}", MANAGE_CONNECTORS, "connector.change"),
            Route.of("DELETE", "/api/sql-connections/{id}", MANAGE_CONNECTORS, "connector.remove"),
            Route.of("POST", "/api/sql-connections/{id}/try", MANAGE_CONNECTORS),
            Route.of("GET", "/api/mcp-servers", BUILD_AGENTS),
            Route.of("POST", "/api/mcp-servers", MANAGE_CONNECTORS, "connector.add"),
            Route.of("PUT", "/api/mcp-servers/{id}", MANAGE_CONNECTORS, "connector.change"),
            Route.of("DELETE", "/api/mcp-servers/{id}", MANAGE_CONNECTORS, "connector.remove"),
            Route.of("GET", "/api/mcp-servers/{name}/tools", BUILD_AGENTS),
            Route.of("GET", "/api/openapi-connections", BUILD_AGENTS),
            Route.of("POST", "/api/openapi-connections", MANAGE_CONNECTORS, "connector.add"),
            Route.of("PUT", "/api/openapi-connections/{id}", MANAGE_CONNECTORS, "connector.change"),
            Route.of("DELETE", "/api/openapi-connections/{id}", MANAGE_CONNECTORS, "connector.remove"),
            Route.of("POST", "/api/openapi-connections/{id}/try", MANAGE_CONNECTORS),
            Route.of("GET", "/api/openapi-connections/{name}/operations", BUILD_AGENTS),
            Route.of("GET", "/api/agents/{id}/releases", BUILD_AGENTS),
            Route.of("GET", "/api/agents/{id}/releases/{number}", BUILD_AGENTS),
            Route.of("POST", "/api/agents/{id}/releases/{number}/draft", BUILD_AGENTS, "agent.change"),
            Route.of("PUT", "/api/agents/{id}/labels/{label}", BUILD_AGENTS, "agent.label"),
            Route.of("DELETE", "/api/agents/{id}/labels/{label}", BUILD_AGENTS, "agent.label"),
            Route.of("GET", "/api/agents/{id}/label-moves", BUILD_AGENTS),
            Route.of("GET", "/api/agents/{id}/diff", BUILD_AGENTS),
            Route.of("GET", "/api/agents/{id}/bundle", BUILD_AGENTS, "agent.export"),
            Route.of("POST", "/api/agents/import", BUILD_AGENTS, "agent.create"),
            Route.of("GET", "/api/agent-triggers", OWN_TRIGGERS),
            Route.of("POST", "/api/agent-triggers", OWN_TRIGGERS, "trigger.create"),
            Route.of("PUT", "/api/agent-triggers/{id}", OWN_TRIGGERS, "trigger.change"),
            Route.of("DELETE", "/api/agent-triggers/{id}", OWN_TRIGGERS, "trigger.delete"),
            Route.of("GET", "/api/agent-triggers/times", OWN_TRIGGERS),
            Route.of("GET", "/api/agent-telling", BUILD_AGENTS),
            Route.of("PUT", "/api/agent-telling", MANAGE_AGENT_SECRETS, "telling.set"),
            // the token of a mail is the proof
            Route.of("POST", "/api/agent-links/question", PUBLIC),
            Route.of("POST", "/api/agent-links/answer", PUBLIC),
            Route.of("POST", "/api/agent-hooks/{token}", PUBLIC),
            Route.of("POST", "/mcp", RUN_AGENTS),
            Route.of("GET", "/mcp", RUN_AGENTS),
            Route.of("DELETE", "/mcp", RUN_AGENTS),
            //
            Route.of("GET", "/api/web", CHAT),
            Route.of("GET", "/api/web/search", SEARCH_WEB),
            Route.of("PUT", "/api/web/organisation", MANAGE_ORGANISATION, "web_search.organisation"),
            Route.of("GET", "/api/web/services", MANAGE_WEB_SEARCH),
            Route.of("POST", "/api/web/services", MANAGE_WEB_SEARCH, "web_search.add"),
            Route.of("PUT", "/api/web/services/switch", MANAGE_WEB_SEARCH, "web_search.switch"),
            Route.of("PUT", "/api/web/services/order", MANAGE_WEB_SEARCH, "web_search.order"),
            Route.of("PATCH", "/api/web/services/{id}", MANAGE_WEB_SEARCH, "web_search.change"),
            Route.of("DELETE", "/api/web/services/{id}", MANAGE_WEB_SEARCH, "web_search.remove"),
            Route.of("POST", "/api/web/services/{id}/try", MANAGE_WEB_SEARCH, "web_search.try"),
            //
            Route.of("GET", "/v1/models", USE_MODELS),
            Route.of("GET", "/v1/models/{*id}", USE_MODELS),
            Route.of("POST", "/v1/chat/completions", USE_MODELS),
            Route.of("POST", "/v1/completions", USE_MODELS),
            Route.of("POST", "/v1/embeddings", USE_MODELS),
            Route.of("POST", "/v1/rerank", USE_MODELS),
            Route.of("POST", "/v1/audio/transcriptions", USE_MODELS),
            Route.of("POST", "/v1/audio/translations", USE_MODELS),
            Route.of("POST", "/v1/audio/speech", USE_MODELS),
            Route.of("GET", "/v1/audio/voices", USE_MODELS),
            Route.of("GET", "/v1/realtime", USE_MODELS),
            Route.of("POST", "/v1/responses", USE_MODELS),
            Route.of("GET", "/v1/responses/{id}", USE_MODELS),
            Route.of("DELETE", "/v1/responses/{id}", USE_MODELS),
            Route.of("GET", "/v1/responses/{id}/input_items", USE_MODELS),
            Route.of("POST", "/v1/responses/{id}/cancel", USE_MODELS),
            Route.of("*", "/v1/**", USE_MODELS),
            //
            Route.of("GET", "/api/models", SEE_MODELS),
            Route.of("POST", "/api/models/{name}/pull", MANAGE_MODELS, "model.pull"),
            Route.of("GET", "/api/models/{model}/adapters", SEE_MODELS),
            Route.of("POST", "/api/models/{model}/adapters", MANAGE_MODELS, "adapter.add"),
            Route.of("DELETE", "/api/models/{model}/adapters/{name}", MANAGE_MODELS, "adapter.remove"),
            Route.of("*", "/api/models/{provider}/{model}/adapters", SEE_MODELS),
            Route.of("*", "/api/models/{provider}/{model}/adapters/{name}", SEE_MODELS),
            Route.of("GET", "/api/profiles", SEE_MODELS),
            Route.of("POST", "/api/profiles/runs", MANAGE_MODELS, "profile.measure"),
            Route.of("DELETE", "/api/profiles/runs/current", MANAGE_MODELS),
            Route.of("GET", "/api/profiles/runs/current/events", SEE_MODELS),
            Route.of("GET", "/api/providers", SEE_PROVIDERS),
            Route.of("GET", "/api/providers/presets", SEE_PROVIDERS),
            Route.of("POST", "/api/providers", MANAGE_MODELS, "provider.create"),
            Route.of("PATCH", "/api/providers/{id}", MANAGE_MODELS, "provider.change"),
            Route.of("DELETE", "/api/providers/{id}", MANAGE_MODELS, "provider.remove"),
            Route.of("POST", "/api/providers/{id}/test", MANAGE_MODELS),
            Route.of("GET", "/api/aliases", SEE_PROVIDERS),
            Route.of("PUT", "/api/aliases/{name}", MANAGE_MODELS, "alias.put"),
            Route.of("DELETE", "/api/aliases/{name}", MANAGE_MODELS, "alias.remove"),
            //
            Route.of("GET", "/api/ledger/sums", SEE_USAGE),
            Route.of("GET", "/api/ledger/sums.csv", SEE_USAGE, "ledger.export"),
            Route.of("GET", "/api/ledger/entries.csv", SEE_USAGE, "ledger.export"),
            Route.of("GET", "/api/ledger/calculator", SEE_USAGE),
            Route.of("GET", "/api/budgets", SEE_BUDGETS),
            Route.of("PUT", "/api/budgets", MANAGE_BUDGETS, "budget.put"),
            Route.of("DELETE", "/api/budgets/{id}", MANAGE_BUDGETS, "budget.remove"),
            //
            Route.of("GET", "/scim/v2/Users", PROVISION),
            Route.of("POST", "/scim/v2/Users", PROVISION),
            Route.of("GET", "/scim/v2/Users/{id}", PROVISION),
            Route.of("PUT", "/scim/v2/Users/{id}", PROVISION),
            Route.of("PATCH", "/scim/v2/Users/{id}", PROVISION),
            Route.of("DELETE", "/scim/v2/Users/{id}", PROVISION),
            Route.of("GET", "/scim/v2/Groups", PROVISION),
            Route.of("POST", "/scim/v2/Groups", PROVISION),
            Route.of("GET", "/scim/v2/Groups/{id}", PROVISION),
            Route.of("PUT", "/scim/v2/Groups/{id}", PROVISION),
            Route.of("PATCH", "/scim/v2/Groups/{id}", PROVISION),
            Route.of("DELETE", "/scim/v2/Groups/{id}", PROVISION),
            Route.of("GET", "/scim/v2/ServiceProviderConfig", PROVISION),
            Route.of("GET", "/scim/v2/ResourceTypes", PROVISION),
            Route.of("GET", "/scim/v2/ResourceTypes/{id}", PROVISION),
            Route.of("GET", "/scim/v2/Schemas", PROVISION),
            Route.of("GET", "/scim/v2/Schemas/{id}", PROVISION),
            Route.of("*", "/scim/**", PROVISION),
            //
            Route.of("GET", "/sw.js", PUBLIC),
            Route.of("GET", "/v3/api-docs", PUBLIC),
            Route.of("GET", "/actuator/health", PUBLIC),
            Route.of("GET", "/actuator/health/**", PUBLIC),
            Route.of("GET", "/actuator", SEE_METRICS),
            Route.of("GET", "/actuator/info", SEE_METRICS),
            Route.of("GET", "/actuator/prometheus", SEE_METRICS),
            Route.of("*", "/error", PUBLIC));

    /** Below these nothing is a file of the page. */
    private static final Set<String> PROGRAM = Set.of("/api", "/mcp", "/v1", "/v3", "/scim", "/actuator", "/test");

    private static final Route PAGE = Route.of("GET", "/**", PUBLIC);
    private static final Route NOBODYS = Route.of("*", "/**", UNCLASSIFIED);

    /** By the first two parts of the path, so that a request is compared with a few patterns, not with all. */
    private static final Map<String, List<Route>> BY_START =
            ALL.stream().map(Routes::start).distinct().collect(Collectors.toMap(start -> start, Routes::startingWith));

    private static final List<Route> STARTING_ANYHOW = startingWith("");

    private Routes() {}

    public static Route find(String method, PathContainer path) {
        for (Route route : BY_START.getOrDefault(start(path, 2), STARTING_ANYHOW)) {
            if (route.takes(method) && route.pattern().matches(path)) {
                return route;
            }
        }
        return PAGE.takes(method) && !PROGRAM.contains(start(path, 1)) ? PAGE : NOBODYS;
    }

    /** Those that a path with this start may match, the most specific first. */
    private static List<Route> startingWith(String start) {
        return ALL.stream()
                .filter(route -> start(route).equals(start) || start(route).matches(".*[*{].*"))
                .sorted(Comparator.comparing(Route::pattern))
                .toList();
    }

    private static String start(Route route) {
        return start(PathContainer.parsePath(route.pattern().getPatternString()), 2);
    }

    /** Decoded, as patterns compare: an address that is written in another way is the same address. */
    private static String start(PathContainer path, int parts) {
        return path.elements().stream()
                .filter(PathContainer.PathSegment.class::isInstance)
                .limit(parts)
                .map(segment -> "/" + ((PathContainer.PathSegment) segment).valueToMatch())
                .collect(Collectors.joining());
    }
}
