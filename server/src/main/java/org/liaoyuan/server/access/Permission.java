package org.liaoyuan.server.access;

import static org.liaoyuan.server.access.Role.ADMIN;
import static org.liaoyuan.server.access.Role.BUILDER;
import static org.liaoyuan.server.access.Role.GUEST;
import static org.liaoyuan.server.access.Role.MEMBER;
import static org.liaoyuan.server.access.Role.OWNER;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The table of permissions: who may do what. {@link Routes} says which request needs which. */
public enum Permission {
    /** Needs nobody: the page's files, signing in, being well. */
    PUBLIC(Kind.PEOPLE),
    /** One's own name, password and sessions. */
    OWN_ACCOUNT(Kind.PEOPLE, OWNER, ADMIN, BUILDER, MEMBER, GUEST),
    /** How one signs in, and signing out: all that is left where a second factor is wanted and there is none yet. */
    OWN_SIGN_IN(Kind.PEOPLE, OWNER, ADMIN, BUILDER, MEMBER, GUEST),
    /** Conversations of one's own. */
    CHAT(Kind.PEOPLE_AND_KEYS, OWNER, ADMIN, BUILDER, MEMBER, GUEST),
    /** What one keeps in one's personal space, and finding it again. */
    OWN_SPACE(Kind.PEOPLE_AND_KEYS, OWNER, ADMIN, BUILDER, MEMBER, GUEST),
    /** Making collections, sharing those that one manages, and deleting them; which are open to whom, the room space decides. */
    MANAGE_COLLECTIONS(Kind.PEOPLE, OWNER, ADMIN, BUILDER, MEMBER),
    /** Having the web searched, where the installation has a service for it. */
    SEARCH_WEB(Kind.PEOPLE_AND_KEYS, OWNER, ADMIN, BUILDER, MEMBER),
    /** Assistants and personas of one's own. */
    MANAGE_ASSISTANTS(Kind.PEOPLE, OWNER, ADMIN, BUILDER, MEMBER),
    /** Drafts and releases of agents. */
    BUILD_AGENTS(Kind.PEOPLE, OWNER, ADMIN, BUILDER),
    /** Running agents that were released, and deciding what one's runs ask. */
    RUN_AGENTS(Kind.PEOPLE, OWNER, ADMIN, BUILDER, MEMBER),
    /** Which databases and MCP servers agents may use, and their passwords. */
    MANAGE_CONNECTORS(Kind.PEOPLE, OWNER, ADMIN),
    /** The OpenAI-compatible API. */
    USE_MODELS(Kind.PEOPLE_AND_KEYS, OWNER, ADMIN, BUILDER, MEMBER),
    /** Which models there are and what they can do. */
    SEE_MODELS(Kind.PEOPLE_AND_KEYS, OWNER, ADMIN, BUILDER, MEMBER, GUEST),
    /** Providers and aliases with their settings; never their keys. */
    SEE_PROVIDERS(Kind.INSTALLATION, OWNER, ADMIN, BUILDER),
    /** Fetching and measuring models, providers and their keys, aliases. */
    MANAGE_MODELS(Kind.INSTALLATION, OWNER, ADMIN),
    /** Secrets that agents send to other systems; who builds agents may name them. */
    MANAGE_AGENT_SECRETS(Kind.PEOPLE, OWNER, ADMIN),
    /** What one used oneself. */
    SEE_USAGE(Kind.PEOPLE_AND_KEYS, OWNER, ADMIN, BUILDER, MEMBER, GUEST),
    /** What everybody in the organisation used: more rows on the same routes. */
    SEE_ALL_USAGE(Kind.PEOPLE_AND_KEYS, OWNER, ADMIN),
    SEE_BUDGETS(Kind.PEOPLE_AND_KEYS, OWNER, ADMIN),
    MANAGE_BUDGETS(Kind.PEOPLE, OWNER, ADMIN),
    SEE_MEMBERS(Kind.PEOPLE, OWNER, ADMIN, BUILDER, MEMBER),
    MANAGE_MEMBERS(Kind.PEOPLE, OWNER, ADMIN),
    /** For whom the organisation keeps models and other things. */
    MANAGE_GRANTS(Kind.PEOPLE, OWNER, ADMIN),
    /** People and groups as a directory keeps them (SCIM). */
    PROVISION(Kind.PEOPLE_AND_KEYS, OWNER, ADMIN),
    /** What one's organisation is called. */
    MANAGE_ORGANISATION(Kind.PEOPLE, OWNER),
    /** By which providers and directories people of the organisation sign in. */
    MANAGE_SIGN_ON(Kind.PEOPLE, OWNER, ADMIN),
    /** API keys of one's own. */
    OWN_KEYS(Kind.PEOPLE, OWNER, ADMIN, BUILDER, MEMBER),
    /** Seeing and revoking everybody's API keys: more rows on the same routes. */
    MANAGE_KEYS(Kind.PEOPLE, OWNER, ADMIN),
    SEE_AUDIT(Kind.PEOPLE, OWNER, ADMIN),
    /** Whether the whole log is as it was written. */
    VERIFY_AUDIT(Kind.INSTALLATION, OWNER, ADMIN),
    /** Metrics of the process. */
    SEE_METRICS(Kind.INSTALLATION_AND_KEYS, OWNER, ADMIN),
    /** How long the audit log is kept. */
    MANAGE_AUDIT(Kind.INSTALLATION, OWNER),
    /** By which keys the stored secrets are sealed, and rotating them. */
    MANAGE_SECRETS(Kind.INSTALLATION, OWNER),
    /** With which services the web is searched, and their keys. */
    MANAGE_WEB_SEARCH(Kind.INSTALLATION, OWNER),
    /** Which folders of the server's machine spaces follow. */
    MANAGE_WATCHED_FOLDERS(Kind.INSTALLATION, OWNER),
    /** The organisations of the installation: seeing, beginning, naming and deleting them. */
    MANAGE_ORGANISATIONS(Kind.INSTALLATION, OWNER),
    /** A route that nobody classified: nobody's. */
    UNCLASSIFIED(Kind.PEOPLE);

    private enum Kind {
        /** People who signed in. */
        PEOPLE,
        /** Also API keys whose scopes name it. */
        PEOPLE_AND_KEYS,
        /** Only in the organisation that the installation began with: it concerns all. */
        INSTALLATION,
        INSTALLATION_AND_KEYS
    }

    private final Kind kind;
    private final Set<Role> roles;

    Permission(Kind kind, Role... roles) {
        this.kind = kind;
        this.roles = roles.length == 0 ? EnumSet.noneOf(Role.class) : EnumSet.copyOf(List.of(roles));
    }

    boolean isOf(Role role) {
        return roles.contains(role);
    }

    /** Whether an API key may have it as a scope. */
    public boolean isForKeys() {
        return kind == Kind.PEOPLE_AND_KEYS || kind == Kind.INSTALLATION_AND_KEYS;
    }

    /** Whether it is given in the installation's own organisation only. */
    boolean concernsInstallation() {
        return kind == Kind.INSTALLATION || kind == Kind.INSTALLATION_AND_KEYS;
    }

    public static Stream<Permission> all() {
        return Stream.of(values());
    }
}
