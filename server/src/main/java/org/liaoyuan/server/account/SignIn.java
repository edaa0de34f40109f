package org.liaoyuan.server.account;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.AccessSettings;
import org.liaoyuan.server.access.Client;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.ShortText;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.access.TryLaterException;
import org.liaoyuan.server.account.People.Membership;
import org.liaoyuan.server.account.People.Person;
import org.liaoyuan.server.audit.Audit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Signing in, by password or one-time link. */
@Component
class SignIn {

    private final SystemDatabase database;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Accounts accounts;
    private final Sessions sessions;
    private final SecondFactor secondFactor;
    private final Directory directory;
    private final Audit audit;

    SignIn(
            SystemDatabase database,
            Passwords passwords,
            Throttle throttle,
            Accounts accounts,
            Sessions sessions,
            SecondFactor secondFactor,
            Directory directory,
            Audit audit) {
        this.database = database;
        this.passwords = passwords;
        this.throttle = throttle;
        this.accounts = accounts;
        this.sessions = sessions;
        this.secondFactor = secondFactor;
        this.directory = directory;
        this.audit = audit;
    }

    /** From where somebody signs in. */
    record From(String address, String shown, String userAgent) {

        static From of(HttpServletRequest request, AccessSettings settings) {
            Client client = Client.of(request, settings);
            String agent = request.getHeader("User-Agent");
            return new From(client.address(), client.shown(), agent == null ? "" : agent);
        }
    }

    /** What came of it. */
    sealed interface Outcome {}

    /** @param token of a new session */
    record Admitted(String token) implements Outcome {}

    /** The second factor is missing. */
    record Halfway(SecondStep step) implements Outcome {}

    /**
     * A new session, or what is missing for one. A name that is nobody's with a password here is looked up in the organisation's
     * directories.
     *
     * @param organisation at whose door somebody stands
     * @throws RefusedException if the name or the password is wrong; which of the two it does not say
     * @throws TryLaterException after too many failures, or when too many sign in at once
     */
    Outcome withPassword(String name, String password, String organisation, From from) {
        String known = name.strip().toLowerCase(Locale.ROOT);
        throttle.begin(known, from.address());
        Optional<Person> person = database.ask(jdbc -> People.byName(jdbc, known));
        boolean own = person.map(Person::password).isPresent();
        boolean right = passwords.matches(password, person.map(Person::password).orElse(null));
        Optional<String> elsewhere = own ? Optional.empty() : directory.find(organisation, known, password);
        if (!right && elsewhere.isEmpty()) {
            person.ifPresent(p -> database.run(jdbc -> noteFailure(jdbc, p.id(), "password", from)));
            throw wrong();
        }
        String id = right ? person.map(Person::id).orElseThrow() : elsewhere.orElseThrow();
        Outcome outcome = database.ask(jdbc -> goOn(jdbc, id, right ? "password" : "ldap", from));
        throttle.succeeded(known, from.address());
        return outcome;
    }

    private Outcome goOn(JdbcClient jdbc, String person, String way, From from) {
        return secondFactor
                .after(person, way)
                .<Outcome>map(Halfway::new)
                .orElseGet(() -> new Admitted(start(jdbc, person, way, true, from)));
    }

    /**
     * Who is signed in shows once more that they know the password. Where what it was asked for is done, tell {@link
     * Throttle#succeeded}.
     *
     * @param refusal what is said if it is another one
     * @throws TryLaterException after too many failures
     */
    Person confirm(Identity who, String password, String address, String refusal) {
        Person person = database.ask(jdbc -> People.byId(jdbc, who.person()).orElseThrow());
        throttle.begin(person.name(), address);
        if (!passwords.matches(password, person.password())) {
            throw RefusedException.forbidden(refusal);
        }
        return person;
    }

    private static RefusedException wrong() {
        return RefusedException.unknown("the name or the password is wrong");
    }

    /** Writes into the log of each of somebody's organisations; used inside {@link SystemDatabase}. */
    void noteFailure(JdbcClient jdbc, String person, String way, From from) {
        for (Membership membership : People.memberships(jdbc, person)) {
            audit.write(
                    jdbc,
                    Identity.nobody(from.shown()),
                    membership.organisation(),
                    "session.refuse",
                    person,
                    "way=" + way);
        }
    }

    /** The token of a new session, in the first of the person's organisations; used inside {@link SystemDatabase}. */
    String start(JdbcClient jdbc, String person, String way, boolean passwordAlone, From from) {
        List<Membership> memberships = People.memberships(jdbc, person);
        boolean disabled = People.byId(jdbc, person).map(Person::disabled).orElse(true);
        if (memberships.isEmpty() || disabled) {
            // as if the password were wrong: whose account was closed is nobody's business
            throw wrong();
        }
        Membership first = memberships.getFirst();
        String token = sessions.start(jdbc, person, first.organisation(), from.userAgent(), from.shown());
        if (passwordAlone) {
            Sessions.notePasswordAlone(jdbc, token);
        }
        Identity who = Identity.ofSession("", person, first.organisation(), first.role(), from.shown());
        audit.write(jdbc, who, "session.start", person, "way=" + way);
        return token;
    }

    /**
     * Sets a password by a one-time link, which ends the person's other sessions, and signs in; a second factor stays, and is asked
     * for.
     *
     * @param name another name to sign in with; null leaves it
     */
    Outcome withLink(String token, String password, @Nullable String name, @Nullable String displayName, From from) {
        // by address alone: who guesses must not keep others from using theirs
        String subject = "a link from " + from.address();
        throttle.begin(subject, from.address());
        String wanted = name == null ? null : People.name(name);
        String shown = displayName == null ? null : ShortText.of("displayName", displayName);
        Stream<String> about = Stream.concat(
                Stream.of(wanted, shown).filter(Objects::nonNull),
                database.ask(jdbc -> Links.whose(jdbc, token)
                        .flatMap(person -> People.byId(jdbc, person))
                        .map(Person::words)
                        .orElse(Stream.empty())));
        PasswordRules.require(password, about);
        String hash = passwords.hash(password);
        Outcome outcome = database.ask(jdbc -> {
            String person = Links.use(jdbc, token)
                    .orElseThrow(
                            () -> RefusedException.unknown("this link has been used, has ended, or is none: links work"
                                    + " once and for " + Links.VALID.toHours() + " hours; ask for a new one"));
            if (wanted != null
                    && People.byName(jdbc, wanted)
                            .filter(p -> !p.id().equals(person))
                            .isPresent()) {
                throw RefusedException.conflict("the name '" + wanted + "' is taken; choose another");
            }
            jdbc.sql("""
                            update person set password = :hash, name = coalesce(:name, name),
                              display_name = coalesce(:display, display_name) where id = :id""")
                    .param("hash", hash)
                    .param("name", wanted)
                    .param("display", shown)
                    .param("id", person)
                    .update();
            Sessions.endAll(jdbc, person, "");
            Outcome reached = goOn(jdbc, person, "link", from);
            for (Membership membership : People.memberships(jdbc, person)) {
                Identity who =
                        Identity.ofSession("", person, membership.organisation(), membership.role(), from.shown());
                audit.write(jdbc, who, "password.set", person, "way=link");
            }
            return reached;
        });
        accounts.firstWasMade();
        throttle.succeeded(subject, from.address());
        return outcome;
    }
}
