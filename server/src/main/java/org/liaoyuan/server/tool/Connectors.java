package org.liaoyuan.server.tool;

import java.util.List;
import java.util.Locale;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Resource;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.grant.Grants;
import org.liaoyuan.server.grant.Resources;
import org.springframework.stereotype.Component;

/** For whose runs an organisation keeps its databases, MCP servers and APIs; without a rule one is for all who run agents. */
@Component
public class Connectors implements Resources {

    private final SystemDatabase database;
    private final Grants grants;

    Connectors(SystemDatabase database, Grants grants) {
        this.database = database;
        this.grants = grants;
    }

    /** What it is a connector to: the first part of its name. */
    public enum To {
        SQL,
        MCP,
        OPENAPI;

        String named(String name) {
            return name().toLowerCase(Locale.ROOT) + "/" + name;
        }
    }

    @Override
    public Resource.Kind kind() {
        return Resource.Kind.CONNECTOR;
    }

    @Override
    public List<Named> list(Identity who) {
        return database.ask(db -> db.sql("""
                        select 'sql/' || name as name, name || ' (sql)' as title from sql_connection where organisation = :organisation
                        union all select 'mcp/' || name, name || ' (mcp)' from mcp_server where organisation = :organisation
                        union all select 'openapi/' || name, name || ' (openapi)' from openapi_connection where organisation = :organisation
                        order by 1""")
                .param("organisation", who.organisation())
                .query((row, number) -> new Named(row.getString("name"), row.getString("title")))
                .list());
    }

    /** @throws ToolFailure if it is kept for others */
    public void require(Identity who, To to, String name) {
        try {
            grants.require(who, new Resource(kind(), to.named(name)), List::of);
        } catch (RefusedException e) {
            throw new ToolFailure(ToolFailure.Reason.NOT_OPEN, String.valueOf(e.getMessage()));
        }
    }
}
