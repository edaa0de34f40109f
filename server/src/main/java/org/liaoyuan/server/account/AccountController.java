package org.liaoyuan.server.account;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.AccessSettings;
import org.liaoyuan.server.access.Client;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.ShortText;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.audit.Audit;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own account. */
@RestController
@Tag(name = "account", description = "One's own name, password and sessions.")
@RequestMapping("/api/account")
class AccountController {

    private final JdbcClient jdbc;
    private final SystemDatabase database;
    private final Passwords passwords;
    private final Throttle throttle;
    private final SignIn signIn;
    private final Arrivals arrivals;
    private final AccessSettings settings;
    private final Audit audit;

    AccountController(
            JdbcClient jdbc,
            SystemDatabase database,
            Passwords passwords,
            Throttle throttle,
            SignIn signIn,
            Arrivals arrivals,
            AccessSettings settings,
            Audit audit) {
        this.jdbc = jdbc;
        this.database = database;
        this.passwords = passwords;
        this.throttle = throttle;
        this.signIn = signIn;
        this.arrivals = arrivals;
        this.settings = settings;
        this.audit = audit;
    }

    /** What a one-time link needs: its token and a password; a name and what one is called may be given as well. */
    record Welcome(
            @Nullable String token,
            @Nullable String password,
            @Nullable String name,
            @Nullable String displayName) {}

    /** What is left out stays. */
    record AccountChange(
            @Nullable String displayName,
            @Nullable String email,
            @Nullable String language) {}

    record PasswordChange(
            @Nullable String current, @Nullable String next) {}

    /** A place where one is signed in. */
    record OpenSession(
            UUID id,
            String userAgent,
            String address,
            Instant createdAt,
            Instant lastSeenAt,
            Instant expiresAt,
            boolean current) {}

    @Operation(operationId = "welcome", summary = "Sets a password by a one-time link, and signs in")
    @PostMapping("/welcome")
    Session welcome(@RequestBody Welcome given, HttpServletRequest request, HttpServletResponse response) {
        if (given.token() == null || given.password() == null) {
            throw new IllegalArgumentException("a one-time link needs token and password");
        }
        return arrivals.begin(
                signIn.withLink(
                        given.token(),
                        given.password(),
                        given.name(),
                        given.displayName(),
                        SignIn.From.of(request, settings)),
                request,
                response);
    }

    @Operation(operationId = "getAccount", summary = "One's own account")
    @GetMapping
    Profile account() {
        return Profile.of(
                database.ask(db -> People.byId(db, Identity.current().person()).orElseThrow()));
    }

    @Operation(operationId = "changeAccount", summary = "Changes what one is called, one's address or language")
    @PatchMapping
    Profile change(@RequestBody AccountChange change) {
        String person = Identity.current().person();
        String display = change.displayName() == null ? null : ShortText.of("displayName", change.displayName());
        String language = change.language() == null ? null : People.language(change.language());
        String email = People.email(change.email());
        database.run(db -> db.sql("""
                        update person set display_name = coalesce(:display, display_name), language = coalesce(:language, language),
                          email = case when :keepEmail then email else :email end where id = :id""")
                .param("display", display)
                .param("language", language)
                .param("keepEmail", change.email() == null)
                .param("email", email)
                .param("id", person)
                .update());
        return account();
    }

    @Operation(operationId = "changePassword", summary = "Changes the password, and signs out everywhere else")
    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(@RequestBody PasswordChange change, HttpServletRequest request) {
        Identity who = Identity.current();
        if (change.current() == null || change.next() == null) {
            throw new IllegalArgumentException("a change of the password needs current and next");
        }
        String address = Client.of(request, settings).address();
        var person = signIn.confirm(who, change.current(), address, "the current password is wrong");
        PasswordRules.require(change.next(), person.words());
        String hash = passwords.hash(change.next());
        database.run(db -> {
            People.setPassword(db, who.person(), hash);
            Sessions.endAll(db, who.person(), who.credential());
            audit.write(db, who, "password.change", who.person(), "");
        });
        throttle.succeeded(person.name(), address);
    }

    @Operation(operationId = "listSessions", summary = "Where one is signed in")
    @GetMapping("/sessions")
    List<OpenSession> openSessions() {
        Identity who = Identity.current();
        return jdbc.sql("""
                        select * from session where person = ? and revoked_at is null and expires_at > now()
                        order by last_seen_at desc limit 100""")
                .param(who.person())
                .query((row, number) -> new OpenSession(
                        row.getObject("id", UUID.class),
                        row.getString("user_agent"),
                        row.getString("address"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("last_seen_at").toInstant(),
                        row.getTimestamp("expires_at").toInstant(),
                        row.getString("id").equals(who.credential())))
                .list();
    }

    @Operation(operationId = "endSession", summary = "Signs out in one place")
    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSession(@PathVariable UUID id) {
        Identity who = Identity.current();
        database.run(db -> {
            if (!Sessions.end(db, who.person(), id.toString())) {
                throw RefusedException.missing("session of yours", id);
            }
            audit.write(db, who, "session.end", who.person(), "");
        });
    }

    @Operation(operationId = "endSessions", summary = "Signs out everywhere, here as well")
    @DeleteMapping("/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSessions() {
        Identity who = Identity.current();
        database.run(db -> {
            int ended = Sessions.endAll(db, who.person(), "");
            audit.write(db, who, "session.end", who.person(), "everywhere=" + ended);
        });
    }
}
