package org.liaoyuan.server.tool.openapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What APIs can do, an operation a row: what happens when one is called twice has to be known before it is called. */
@Component
class OperationStore {

    private static final JsonMapper JSON = new JsonMapper();

    private final SystemDatabase database;

    OperationStore(SystemDatabase database) {
        this.database = database;
    }

    /** In the place of what was kept, within the transaction of who has locked the connection's row. */
    void keep(JdbcClient db, String organisation, UUID api, ApiDocument document) {
        db.sql(
                        "update openapi_connection set title = ?, version = ?, schemas = ?, left_out = ?, changed_at = now() where id = ?")
                .params(
                        document.title(),
                        document.version(),
                        document.schemas().toString(),
                        JSON.writeValueAsString(document.leftOut()),
                        api)
                .update();
        db.sql("delete from openapi_operation where connection = ?").param(api).update();
        List<Operation> all = document.operations();
        db.sql("""
                        insert into openapi_operation (connection, organisation, place, name, method, described)
                        select ?, ?, place, name, method, described
                        from unnest(?::text[], ?::text[], ?::text[]) with ordinality as t (name, method, described, place)""")
                .params(
                        api,
                        organisation,
                        all.stream().map(Operation::name).toArray(String[]::new),
                        all.stream().map(Operation::method).toArray(String[]::new),
                        all.stream().map(JSON::writeValueAsString).toArray(String[]::new))
                .update();
    }

    /** @throws RefusedException if an operation that only read would do more */
    void requireNoMore(JdbcClient db, UUID api, ApiDocument document) {
        Map<String, String> now =
                document.operations().stream().collect(Collectors.toMap(Operation::name, Operation::method));
        String more = db
                .sql("select name from openapi_operation where connection = ? and method in ('get', 'head')")
                .param(api)
                .query(String.class)
                .list()
                .stream()
                .filter(name -> now.containsKey(name) && !List.of("get", "head").contains(now.get(name)))
                .sorted()
                .limit(10)
                .collect(Collectors.joining(", "));
        if (!more.isEmpty()) {
            throw RefusedException.conflict(
                    "In this document operations that only read would do more: " + more
                            + ". Agents were released for what they did; give them another operationId, or add the API under another name");
        }
    }

    List<Operation> list(UUID api) {
        return database.ask(db -> db.sql("select described from openapi_operation where connection = ? order by place")
                .param(api)
                .query((row, number) -> JSON.readValue(row.getString("described"), Operation.class))
                .list());
    }

    Optional<Operation> find(UUID api, String name) {
        return database.ask(db -> db.sql("select described from openapi_operation where connection = ? and name = ?")
                .params(api, name)
                .query((row, number) -> JSON.readValue(row.getString("described"), Operation.class))
                .optional());
    }

    List<ApiDocument.LeftOut> leftOut(UUID api) {
        return database.ask(db -> db.sql("select left_out from openapi_connection where id = ?")
                .param(api)
                .query((row, number) ->
                        JSON.readValue(row.getString("left_out"), new TypeReference<List<ApiDocument.LeftOut>>() {}))
                .single());
    }

    /** Its method, in small letters; empty where nobody knows the API or the operation. */
    Optional<String> method(String organisation, String api, String name) {
        return database.ask(db ->
                db.sql("""
                        select o.method from openapi_operation o join openapi_connection c on c.id = o.connection
                        where c.organisation = ? and c.name = ? and o.name = ?""").params(organisation, api, name).query(String.class).optional());
    }
}
