package org.liaoyuan.server.openai.responses;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liaoyuan.server.model.Caller;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Kept responses in the database. Everybody finds only their own. */
@Repository
class ResponseStore {

    private static final String OWN = " and person = :person and organisation = :organisation";

    /** From a response back to the first, or to the one after which the way is lost or longer than it may be. */
    private static final String CHAIN = """
            with recursive chain as (
              select id, previous_id, bytes, 1 as depth from response where id = :id%1$s
              union all
              select r.id, r.previous_id, r.bytes, c.depth + 1 from response r join chain c on r.id = c.previous_id
              where c.depth <= :most and r.person = :person and r.organisation = :organisation
            )""".formatted(OWN);

    private final JdbcClient jdbc;

    ResponseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a response; those it follows begin their time anew. */
    @Transactional
    void keep(KeptResponse kept, List<String> outputIds, List<String> before, Caller caller) {
        jdbc.sql("""
                        insert into response (id, previous_id, person, organisation, bytes, input, output, output_ids, response)
                        values (:id, :previous, :person, :organisation, :bytes, :input::json, :output::json, :ids, :response::json)""")
                .param("id", kept.id())
                .param("previous", kept.previous().orElse(null))
                .param("person", caller.person())
                .param("organisation", caller.organisation())
                .param("bytes", kept.length())
                .param("input", kept.input())
                .param("output", kept.output())
                .param("ids", outputIds.toArray(String[]::new))
                .param("response", kept.response())
                .update();
        if (!before.isEmpty()) {
            // not at every turn: a long conversation would write all its rows anew each time
            jdbc.sql("update response set used_at = now() where id in (:ids) and used_at < now() - interval '1 hour'")
                    .param("ids", before)
                    .update();
        }
    }

    Optional<KeptResponse> find(String id, Caller caller) {
        return own("select * from response where id = :id" + OWN, id, caller)
                .query(ResponseStore::row)
                .optional();
    }

    boolean delete(String id, Caller caller) {
        return own("delete from response where id = :id" + OWN, id, caller).update() > 0;
    }

    /** How much a chain is, before it is read: responses, and characters of their documents. */
    Extent extent(String id, int most, Caller caller) {
        return own(
                        CHAIN + " select count(*) as responses, coalesce(sum(bytes), 0) as characters from chain",
                        id,
                        caller)
                .param("most", most)
                .query(Extent.class)
                .single();
    }

    record Extent(int responses, long characters) {}

    /** A response and those before it, the first one first. */
    List<KeptResponse> chain(String id, int most, Caller caller) {
        return own(CHAIN + " select r.* from chain c join response r on r.id = c.id order by c.depth desc", id, caller)
                .param("most", most)
                .query(ResponseStore::row)
                .list();
    }

    /** The output that an item with this id is among; the latest, if there are several. */
    Optional<String> outputWith(String item, Caller caller) {
        return jdbc.sql("select output from response where output_ids @> array[:id]::text[]" + OWN
                        + " order by created_at desc limit 1")
                .param("id", item)
                .param("person", caller.person())
                .param("organisation", caller.organisation())
                .query(String.class)
                .optional();
    }

    private JdbcClient.StatementSpec own(String sql, String id, Caller caller) {
        return jdbc.sql(sql)
                .param("id", id)
                .param("person", caller.person())
                .param("organisation", caller.organisation());
    }

    private static KeptResponse row(ResultSet row, int number) throws SQLException {
        return new KeptResponse(
                row.getString("id"),
                Optional.ofNullable(row.getString("previous_id")),
                row.getString("input"),
                row.getString("output"),
                row.getString("response"));
    }

    /** Drops what nobody has used since a moment, and of the rest what is longest unused where it is too much. */
    int purge(Instant since, long mostCharacters) {
        return jdbc.sql("""
                        delete from response where id in (
                          select id from (select id, used_at, sum(bytes) over (order by used_at desc, id) as total from response) r
                          where used_at < :since or total > :most)""")
                .param("since", Timestamp.from(since))
                .param("most", mostCharacters)
                .update();
    }
}
