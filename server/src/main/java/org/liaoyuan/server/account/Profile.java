package org.liaoyuan.server.account;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.account.People.Person;

/**
 * Somebody, as they and their colleagues see them.
 *
 * @param name by which one signs in
 * @param displayName may be empty
 * @param language empty for the browser's
 * @param passwordSet false until the one-time link was used
 */
public record Profile(
        String id,
        String name,
        String displayName,
        @Nullable String email,

        @Schema(allowableValues = {"", "zh", "en"}) String language,

        boolean passwordSet) {

    static Profile of(Person person) {
        return new Profile(
                person.id(),
                person.name(),
                person.displayName(),
                person.email(),
                person.language(),
                person.password() != null);
    }
}
