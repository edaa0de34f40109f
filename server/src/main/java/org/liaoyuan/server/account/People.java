package org.liaoyuan.server.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.ShortText;
import org.liaoyuan.server.access.SystemDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of people, organisations and who is what in which. Used inside {@link SystemDatabase}. */
public final class People {

    private static final String NAME = "[\\p{L}\\p{N}._@+#'-]{1,100}";

    private People() {}

    /** Somebody, with the hash of their password if they have set one. */
    public record Person(
            String id,
            String name,
            String displayName,
            @Nullable String email,
            String language,
            @Nullable String password,
            boolean disabled) {

        /** What others know of them, which is no good as a password. */
        Stream<String> words() {
            return Stream.of(name, displayName, email == null ? "" : email);
        }
    }

    /** What somebody is in an organisation. */
    public record Membership(String organisation, String organisationName, Role role) {}

    /** @throws IllegalArgumentException if nobody may be called so */
    public static String name(@Nullable String wanted) {
        String name = wanted == null ? "" : wanted.strip().toLowerCase(Locale.ROOT);
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("name has " + name.length()
                    + " characters; expected 1 to 100 letters, digits, or any of . _ @ + # ' -");
        }
        return name;
    }

    public static @Nullable String email(@Nullable String wanted) {
        String email = wanted == null ? "" : wanted.strip();
        if (!email.isEmpty() && !email.matches("[^@\\s]{1,64}@[^@\\s]{1,189}")) {
            throw new IllegalArgumentException("email is no address; expected name@example.com, or nothing");
        }
        return email.isEmpty() ? null : email;
    }

    static String language(@Nullable String wanted) {
        String language = wanted == null ? "" : wanted;
        if (!List.of("", "zh", "en").contains(language)) {
            throw new IllegalArgumentException(
                    "language is '" + ShortText.of("language", language) + "'; expected zh, en or nothing");
        }
        return language;
    }

    /** Whether anybody has a password: then everybody needs one. */
    static boolean anybodyHasPassword(JdbcClient jdbc) {
        return jdbc.sql("select exists (select from person where password is not null)")
                .query(Boolean.class)
                .single();
    }

    public static Optional<Person> byName(JdbcClient jdbc, String name) {
        return jdbc.sql("select * from person where name = ?")
                .param(name)
                .query(People::person)
                .optional();
    }

    public static Optional<Person> byId(JdbcClient jdbc, String id) {
        return jdbc.sql("select * from person where id = ?")
                .param(id)
                .query(People::person)
                .optional();
    }

    /** One who has no password yet, with a personal space in this organisation. */
    public static Person create(
            JdbcClient jdbc, String organisation, Role role, String name, String displayName, @Nullable String email) {
        if (byName(jdbc, name).isPresent()) {
            throw RefusedException.conflict("the name '" + name + "' is taken; choose another");
        }
        String id = UUID.randomUUID().toString();
        jdbc.sql("insert into person (id, name, display_name, email) values (?, ?, ?, ?)")
                .params(java.util.Arrays.asList(id, name, displayName, email))
                .update();
        join(jdbc, organisation, role, id);
        return byId(jdbc, id).orElseThrow();
    }

    /** Somebody belongs to this organisation from now on, with a personal space: the one they left there, if they did. */
    public static void join(JdbcClient jdbc, String organisation, Role role, String person) {
        jdbc.sql("insert into membership (organisation, person, role) values (?, ?, ?)")
                .params(organisation, person, role.stored())
                .update();
        jdbc.sql("insert into space (organisation, person, name) values (?, ?, '') on conflict do nothing")
                .params(organisation, person)
                .update();
    }

    static void setPassword(JdbcClient jdbc, String person, String hash) {
        jdbc.sql("update person set password = ? where id = ?")
                .params(hash, person)
                .update();
    }

    /** In the order in which they came to be: the first is where signing in leads. */
    public static List<Membership> memberships(JdbcClient jdbc, String person) {
        return jdbc.sql("""
                        select m.organisation, o.name, m.role from membership m join organisation o on o.id = m.organisation
                        where m.person = ? order by m.created_at, m.organisation""")
                .param(person)
                .query((row, number) -> new Membership(
                        row.getString("organisation"), row.getString("name"), Role.ofStored(row.getString("role"))))
                .list();
    }

    public static Optional<Role> role(JdbcClient jdbc, String organisation, String person) {
        return jdbc.sql("select role from membership where organisation = ? and person = ?")
                .params(organisation, person)
                .query(String.class)
                .optional()
                .map(Role::ofStored);
    }

    private static Person person(ResultSet row, int number) throws SQLException {
        return new Person(
                row.getString("id"),
                row.getString("name"),
                row.getString("display_name"),
                row.getString("email"),
                row.getString("language"),
                row.getString("password"),
                row.getBoolean("disabled"));
    }
}
