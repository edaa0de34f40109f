package org.liaoyuan.server.account;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.liaoyuan.server.access.Client;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.key.ApiKeys;
import org.springframework.stereotype.Component;

/** Finds out who sends a request. */
@Component
class Identities {

    private static final String SCHEME = "Bearer ";

    private final Accounts accounts;
    private final Sessions sessions;
    private final ApiKeys keys;
    private final CommandToken command;

    Identities(Accounts accounts, Sessions sessions, ApiKeys keys, CommandToken command) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.keys = keys;
        this.command = command;
    }

    /** What is shown in the header counts, not the cookie beside it; a key that does not work is nobody's. */
    Identity of(HttpServletRequest request, Client client) {
        Optional<String> bearer = bearer(request);
        if (bearer.isPresent() && client.onThisMachine() && command.is(bearer.get())) {
            return Identity.local(Identity.Way.COMMAND, client.shown());
        }
        if (!accounts.exist()) {
            return client.onThisMachine()
                    ? Identity.local(Identity.Way.OPEN, client.shown())
                    : Identity.nobody(client.shown());
        }
        return bearer.or(() -> Optional.ofNullable(request.getHeader("x-api-key")))
                .map(key -> keys.find(key, client.shown()))
                .orElseGet(() -> Cookies.session(request, client.secure())
                        .flatMap(token -> sessions.find(token, client.shown())))
                .orElse(Identity.nobody(client.shown()));
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
