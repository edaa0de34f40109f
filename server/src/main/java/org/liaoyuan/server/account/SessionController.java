package org.liaoyuan.server.account;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.AccessSettings;
import org.liaoyuan.server.access.Client;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.audit.Audit;
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
    private final Arrivals arrivals;
    private final SystemDatabase database;
    private final AccessSettings settings;
    private final Audit audit;

    SessionController(SignIn signIn, Arrivals arrivals, SystemDatabase database, AccessSettings settings, Audit audit) {
        this.signIn = signIn;
        this.arrivals = arrivals;
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

    @Operation(operationId = "getSession", summary = "Who one is, and what one may do; for anybody")
    @GetMapping
    Session session(HttpServletRequest request) {
        return arrivals.of(
                Identity.current(),
                Cookies.session(request, Client.of(request, settings).secure()).orElse(""));
    }

    @Operation(
            operationId = "signIn",
            summary = "Signs in: sets the session's cookie, or says which second factor is missing")
    @PostMapping
    Session signIn(@RequestBody Credentials given, HttpServletRequest request, HttpServletResponse response) {
        if (given.name() == null || given.password() == null) {
            throw new IllegalArgumentException("signing in needs name and password");
        }
        String organisation = given.organisation() == null ? Tenant.LOCAL_ID : given.organisation();
        return arrivals.begin(
                signIn.withPassword(given.name(), given.password(), organisation, SignIn.From.of(request, settings)),
                request,
                response);
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
