package org.liaoyuan.server.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.liaoyuan.server.access.AccessSettings;
import org.liaoyuan.server.access.Client;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Permission;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.access.Tokens;
import org.liaoyuan.server.account.People.Membership;
import org.liaoyuan.server.account.People.Person;
import org.liaoyuan.server.account.Session.Organisation;
import org.springframework.stereotype.Component;

/**
 * Lets people in, by whatever way they showed who they are: begins their session, sets its cookie, writes the audit log. For
 * rooms that have such ways.
 */
@Component
public class Arrivals {

    private final SignIn signIn;
    private final Accounts accounts;
    private final Sessions sessions;
    private final SystemDatabase database;
    private final AccessSettings settings;

    Arrivals(SignIn signIn, Accounts accounts, Sessions sessions, SystemDatabase database, AccessSettings settings) {
        this.signIn = signIn;
        this.accounts = accounts;
        this.sessions = sessions;
        this.database = database;
        this.settings = settings;
    }

    /**
     * Lets somebody in who has shown all that is needed.
     *
     * @param way what they showed, for the audit log
     * @throws RefusedException if the account is closed
     */
    public Session admit(String person, String way, HttpServletRequest request, HttpServletResponse response) {
        String token = database.ask(jdbc -> signIn.start(jdbc, person, way, false, SignIn.From.of(request, settings)));
        return begin(new SignIn.Admitted(token), request, response);
    }

    /** Writes that somebody was not let in. */
    public void refused(String person, String way, HttpServletRequest request) {
        database.run(jdbc -> signIn.noteFailure(jdbc, person, way, SignIn.From.of(request, settings)));
    }

    /** Who is signed in here has shown, after their password, that they have a second factor. */
    public void strengthen(Identity who) {
        database.run(jdbc -> jdbc.sql("update session set password_alone = false where id::text = ?")
                .param(who.credential())
                .update());
    }

    /** Sets the cookie of a session that has begun; or says what is missing. */
    Session begin(SignIn.Outcome outcome, HttpServletRequest request, HttpServletResponse response) {
        return switch (outcome) {
            case SignIn.Halfway(SecondStep step) -> Session.ofNobody(true, step);
            case SignIn.Admitted(String token) -> {
                Client client = Client.of(request, settings);
                Cookies.session(request, client.secure()).ifPresent(sessions::end);
                response.addHeader("Set-Cookie", Cookies.set(token, client.secure(), sessions.longest()));
                yield of(
                        sessions.find(token, client.shown())
                                .orElseThrow(() -> RefusedException.unknown("the session has ended; sign in again")),
                        token);
            }
        };
    }

    /** @param token the session's; empty where there is none */
    Session of(Identity who, String token) {
        boolean needed = accounts.exist();
        if (!who.isSomebody()) {
            return Session.ofNobody(needed, null);
        }
        Person person = database.ask(jdbc -> People.byId(jdbc, who.person()).orElseThrow());
        List<Membership> memberships = database.ask(jdbc -> People.memberships(jdbc, who.person()));
        List<Organisation> organisations =
                memberships.stream().map(Organisation::of).toList();
        return new Session(
                needed,
                Profile.of(person),
                organisations.stream()
                        .filter(o -> o.id().equals(who.organisation()))
                        .findFirst()
                        .orElse(null),
                organisations,
                Permission.all().filter(who::may).toList(),
                who.way() == Identity.Way.SESSION ? Tokens.csrf(token) : null,
                null,
                who.lacksSecondFactor());
    }
}
