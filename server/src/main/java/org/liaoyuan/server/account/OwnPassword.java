package org.liaoyuan.server.account;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.AccessSettings;
import org.liaoyuan.server.access.Client;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.TryLaterException;
import org.springframework.stereotype.Component;

/** Asks for the password once more: whoever got hold of a session only must not be able to change how its person signs in. */
@Component
public class OwnPassword {

    private final SignIn signIn;
    private final Throttle throttle;
    private final AccessSettings settings;

    OwnPassword(SignIn signIn, Throttle throttle, AccessSettings settings) {
        this.signIn = signIn;
        this.throttle = throttle;
        this.settings = settings;
    }

    /**
     * Whose password it is.
     *
     * @throws IllegalArgumentException if there is none
     * @throws RefusedException if it is not theirs, or they have none
     * @throws TryLaterException after too many failures
     */
    public Profile confirm(@Nullable String password, HttpServletRequest request) {
        Identity who = Identity.current();
        if (who.way() != Identity.Way.SESSION) {
            throw RefusedException.conflict("this needs somebody who has signed in; set a password first");
        }
        if (password == null) {
            throw new IllegalArgumentException("password is missing: how one signs in is changed with it only");
        }
        String address = Client.of(request, settings).address();
        People.Person person = signIn.confirm(who, password, address, "the password is wrong");
        throttle.succeeded(person.name(), address);
        return Profile.of(person);
    }
}
