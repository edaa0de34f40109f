package org.liaoyuan.server.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;

/**
 * Lets people in, by whatever way they showed who they are: begins their session, sets its cookie, writes the audit log. For
 * rooms that have such ways.
 */
@Component
public class Arrivals {

    private final SignIn signIn;
    private final SystemDatabase database;
    private final AccessSettings settings;

    Arrivals(SignIn signIn, SystemDatabase database, AccessSettings settings) {
        this.signIn = signIn;
        this.database = database;
        this.settings = settings;
    }

    /**
     * Lets somebody in who has shown all that is needed.
     *
     * @param way what they showed, for the audit log
     * @throws RefusedException if the account is closed
     */
    public void admit(String person, String way, HttpServletRequest request, HttpServletResponse response) {
        Client client = Client.of(request, settings);
        String token = database.ask(jdbc -> signIn.start(jdbc, person, way, SessionController.from(client, request)));
        response.addHeader("Set-Cookie", Cookies.set(token, client.secure()));
    }
}
