package org.liaoyuan.server.tool.mcp;

import java.util.List;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.tool.Tool;
import org.springframework.stereotype.Component;

/** What servers said of their tools when they were last asked. */
@Component
class KnownOffers {

    private final SystemDatabase database;

    KnownOffers(SystemDatabase database) {
        this.database = database;
    }

    /** A tool that was never seen is one that can't be taken back. */
    Tool.Effect effect(String organisation, String server, String tool) {
        return database.ask(db -> db.sql(
                        "select reads, repeatable from mcp_tool where organisation = ? and server = ? and name = ?")
                .params(organisation, server, tool)
                .query((row, number) -> Offer.effect(row.getBoolean("reads"), row.getBoolean("repeatable")))
                .optional()
                .orElse(Tool.Effect.ONCE));
    }

    /** Of all tools of a server; those that are not among them are forgotten. */
    void keep(String organisation, String server, List<Offer> offers) {
        String[] names = offers.stream().map(Offer::name).toArray(String[]::new);
        Boolean[] reads = offers.stream().map(Offer::reads).toArray(Boolean[]::new);
        Boolean[] repeatable = offers.stream().map(Offer::repeatable).toArray(Boolean[]::new);
        database.run(db -> {
            db.sql("delete from mcp_tool where organisation = ? and server = ? and not (name = any (?))")
                    .params(organisation, server, names)
                    .update();
            db.sql("""
                            insert into mcp_tool (organisation, server, name, reads, repeatable)
                            select distinct on (name) ?, ?, name, reads, repeatable
                            from unnest(?::text[], ?::boolean[], ?::boolean[]) as t (name, reads, repeatable) order by name, reads, repeatable
                            on conflict (organisation, server, name) do update
                              set reads = excluded.reads, repeatable = excluded.repeatable, seen_at = now()
                              where (mcp_tool.reads, mcp_tool.repeatable) is distinct from (excluded.reads, excluded.repeatable)""").params(organisation, server, names, reads, repeatable).update();
        });
    }

    void forget(String organisation, String server) {
        keep(organisation, server, List.of());
    }
}
