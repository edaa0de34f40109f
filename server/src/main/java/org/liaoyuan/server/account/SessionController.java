package org.liaoyuan.server.account;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.account.People.Membership;
import org.liaoyuan.server.account.People.Person;
import org.liaoyuan.server.store.Tenant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out, and who one is. */
@RestController
@Tag(name = "session", description = "Signing in and out, and who one is.")
@RequestMapping("/api/session")
class SessionController {

    private final SignIn signIn;
    private final Accounts accounts;
    private final Sessions sessions;
    private final SystemDatabase database;
    private final AccessSettings settings;
    private final Audit audit;

    SessionController(
            SignIn signIn,
            Accounts accounts,
            Sessions sessions,
            SystemDatabase database,
            AccessSettings settings,
            Audit audit) {
        this.signIn = signIn;
        this.accounts = accounts;
        this.sessions = sessions;
        this.database = database;
        this.settings = settings;
        this.audit = audit;
    }

    /**
     * A name and a password.
     *
     * @param organisation whose directories are asked for a name that is unknown here; left out: those of the first
     */
    record Credentials(
            @Nullable String name,
            @Nullable String password,
            @Nullable String organisation) {}

    /** Another organisation to act for. */
    record ActFor(@Nullable String organisation) {}

    /** One of a person's organisations. */
    record Organisation(String id, String name, Role role) {}

    /**
     * Who one is.
     *
     * @param signInNeeded whether there are accounts; while there are none whoever sits at the machine is its owner
     * @param person null for somebody who is not signed in
     * @param organisation for which one acts; null for somebody who is not signed in
     * @param organisations all that one may act for
     * @param permissions what one may do there
     * @param csrfToken to be sent as {@code X-CSRF-Token} with each change; null where none is needed
     */
    record Session(
            boolean signInNeeded,
            @Nullable Profile person,
            @Nullable Organisation organisation,
            List<Organisation> organisations,
            List<Permission> permissions,
            @Nullable String csrfToken) {}

    @Operation(operationId = "getSession", summary = "Who one is, and what one may do; for anybody")
    @GetMapping
    Session session(HttpServletRequest request) {
        return session(Identity.current(), Cookies.session(request).orElse(""));
    }

    private Session session(Identity who, String token) {
        boolean needed = accounts.exist();
        if (!who.isSomebody()) {
            return new Session(needed, null, null, List.of(), List.of(), null);
        }
        Person person = database.ask(jdbc -> People.byId(jdbc, who.person()).orElseThrow());
        List<Organisation> organisations = database.ask(jdbc -> People.memberships(jdbc, who.person())).stream()
                .map(SessionController::organisation)
                .toList();
        return new Session(
                needed,
                Profile.of(person),
                organisations.stream()
                        .filter(o -> o.id().equals(who.organisation()))
                        .findFirst()
                        .orElse(null),
                organisations,
                Permission.all().filter(who::may).toList(),
                who.way() == Identity.Way.SESSION ? Tokens.csrf(token) : null);
    }

    private static Organisation organisation(Membership m) {
        return new Organisation(m.organisation(), m.organisationName(), m.role());
    }

    @Operation(operationId = "signIn", summary = "Signs in: sets the session's cookie")
    @PostMapping
    Session signIn(@RequestBody Credentials given, HttpServletRequest request, HttpServletResponse response) {
        if (given.name() == null || given.password() == null) {
            throw new IllegalArgumentException("signing in needs name and password");
        }
        Client client = Client.of(request, settings);
        String organisation = given.organisation() == null ? Tenant.LOCAL_ID : given.organisation();
        return begin(
                signIn.withPassword(given.name(), given.password(), organisation, from(client, request)),
                client,
                response);
    }

    static SignIn.From from(Client client, HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        return new SignIn.From(client.address(), client.shown(), agent == null ? "" : agent);
    }

    /** Sets the cookie of a session that has begun. */
    Session begin(String token, Client client, HttpServletResponse response) {
        response.addHeader("Set-Cookie", Cookies.set(token, client.secure()));
        Identity who = sessions.find(token, client.shown())
                .orElseThrow(() -> RefusedException.unknown("the session has ended; sign in again"));
        return session(who, token);
    }

    @Operation(operationId = "actFor", summary = "Acts for another of one's organisations from now on")
    @PutMapping("/organisation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void actFor(@RequestBody ActFor wanted) {
        Identity who = requireSession();
        String organisation = wanted.organisation() == null ? "" : wanted.organisation();
        database.run(jdbc -> {
            if (People.role(jdbc, organisation, who.person()).isEmpty()) {
                throw RefusedException.forbidden("you are no member of the organisation '" + organisation + "'");
            }
            jdbc.sql("update session set organisation = ? where id = ?::uuid")
                    .params(organisation, who.credential())
                    .update();
        });
    }

    @Operation(operationId = "signOut", summary = "Signs out")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request, HttpServletResponse response) {
        Identity who = requireSession();
        database.run(jdbc -> {
            Sessions.end(jdbc, who.person(), who.credential());
            audit.write(jdbc, who, "session.end", who.person(), "");
        });
        response.addHeader(
                "Set-Cookie", Cookies.clear(Client.of(request, settings).secure()));
    }

    private static Identity requireSession() {
        Identity who = Identity.current();
        if (who.way() != Identity.Way.SESSION) {
            throw RefusedException.conflict("there is no session: this needs somebody who has signed in");
        }
        return who;
    }
}
