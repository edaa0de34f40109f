package org.liaoyuan.server.scim;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** People as SCIM writes them (RFC 7643, 4.1). */
final class UserJson {

    private static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";

    private UserJson() {}

    static ObjectNode write(User account) {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.putArray("schemas").add(SCHEMA);
        user.put("id", account.id());
        if (account.externalId() != null) {
            user.put("externalId", account.externalId());
        }
        user.put("userName", account.name());
        if (!account.displayName().isEmpty()) {
            user.put("displayName", account.displayName());
        }
        if (account.email() != null) {
            user.putArray("emails").addObject().put("value", account.email()).put("type", "work");
        }
        user.put("active", account.active());
        ArrayNode in = user.putArray("groups");
        account.groups()
                .forEach(group -> in.addObject().put("value", group.id()).put("display", group.name()));
        user.putObject("meta")
                .put("resourceType", "User")
                .put("created", account.createdAt().toString())
                .put("lastModified", account.changedAt().toString())
                .put("location", Messages.location("Users/" + account.id()));
        return user;
    }

    /** With the mark by which some directories find the address that they change; which one it is, is not theirs to say. */
    static ObjectNode patchable(User account) {
        ObjectNode user = write(account);
        user.path("emails").forEach(email -> ((ObjectNode) email).put("primary", true));
        return user;
    }

    static User.Wanted read(ObjectNode user) {
        JsonNode name = Attributes.get(user, "name");
        String displayName = Stream.of(
                        Attributes.text(user, "displayName"),
                        Attributes.text(name, "formatted"),
                        (blank(Attributes.text(name, "givenName")) + " " + blank(Attributes.text(name, "familyName")))
                                .strip())
                .filter(shown -> shown != null && !shown.isBlank())
                .findFirst()
                .orElse("");
        return new User.Wanted(
                Attributes.text(user, "userName"),
                displayName,
                email(user),
                Attributes.text(user, "externalId"),
                active(user));
    }

    private static String blank(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Entra writes it as a text. */
    private static @Nullable Boolean active(ObjectNode user) {
        JsonNode active = Attributes.get(user, "active");
        if (active.isMissingNode() || active.isNull()) {
            return null;
        }
        String value = active.isBoolean() || active.isString() ? active.asString() : "";
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw new ScimException(400, "invalidValue", "active is neither true nor false");
        }
        return value.equalsIgnoreCase("true");
    }

    /** The primary one, or the first: one is kept. */
    private static @Nullable String email(ObjectNode user) {
        String first = null;
        for (JsonNode email : Attributes.get(user, "emails")) {
            if (Attributes.get(email, "primary").asBoolean(false)) {
                return Attributes.text(email, "value");
            }
            first = first == null ? Attributes.text(email, "value") : first;
        }
        return first;
    }
}
