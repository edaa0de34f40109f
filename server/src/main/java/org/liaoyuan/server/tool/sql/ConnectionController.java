package org.liaoyuan.server.tool.sql;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.tool.ToolFailure;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Which databases an organisation's agents may ask. Builders see their names; who manages them sets them. */
@RestController
@RequestMapping("/api/sql-connections")
@Tag(name = "agents")
class ConnectionController {

    private static final Duration LONGEST_TRY = Duration.ofSeconds(10);

    private final ConnectionStore store;
    private final Asking asking;

    ConnectionController(ConnectionStore store, Asking asking) {
        this.store = store;
        this.asking = asking;
    }

    /**
     * A connection as it shall be.
     *
     * @param name by which nodes refer to it; that of one that is there stays
     * @param url {@code jdbc:postgresql://host:5432/database}, with {@code sslmode} and {@code currentSchema} if one likes
     * @param password empty for none; left out for the one that is kept
     * @param writes whether nodes may change something there; left out for no
     */
    @Schema(name = "NewSqlConnection")
    record Wish(
            @Nullable String name,
            @Nullable String url,
            @Nullable String user,
            @Nullable String password,
            @Nullable Boolean writes) {

        WantedConnection wanted(String named) {
            return new WantedConnection(named, text(url), text(user), password, Boolean.TRUE.equals(writes));
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /** @param problem why it can't be used; null if it can */
    @Schema(name = "SqlConnectionTried")
    record Tried(boolean ok, long millis, @Nullable String problem) {}

    @Operation(operationId = "listSqlConnections", summary = "Databases that agents may ask, without passwords")
    @GetMapping
    List<ConnectionStore.View> list() {
        return store.list(Identity.current().organisation());
    }

    @Operation(operationId = "addSqlConnection", summary = "Adds a database that agents may ask")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ConnectionStore.View add(@RequestBody Wish wish) {
        UUID id = UUID.randomUUID();
        String organisation = Identity.current().organisation();
        store.add(organisation, id, wish.wanted(text(wish.name())));
        return store.view(organisation, id);
    }

    @Operation(
            operationId = "changeSqlConnection",
            summary =
                    "Changes a connection, but not its name; a password that is left out stays where it leads to the same")
    @PutMapping("/{id}")
    ConnectionStore.View change(@PathVariable UUID id, @RequestBody Wish wish) {
        String organisation = Identity.current().organisation();
        store.change(organisation, id, wish.wanted(store.view(organisation, id).name()));
        return store.view(organisation, id);
    }

    @Operation(operationId = "removeSqlConnection", summary = "Removes a connection and forgets its password")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id) {
        store.remove(Identity.current().organisation(), id);
    }

    @Operation(operationId = "trySqlConnection", summary = "Connects, and says what is wrong if that does not work")
    @PostMapping("/{id}/try")
    Tried attempt(@PathVariable UUID id) throws InterruptedException {
        SqlConnection connection = store.get(Identity.current().organisation(), id);
        Question question = new Question(SqlText.of("select 1"), List.of(), false, 1, LONGEST_TRY);
        long start = System.nanoTime();
        try {
            var unused = asking.ask(connection, question);
            return new Tried(true, millisSince(start), null);
        } catch (ToolFailure e) {
            return new Tried(false, millisSince(start), e.getMessage());
        }
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
