package org.liaoyuan.server.organisation;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.ShortText;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.Links;
import org.liaoyuan.server.account.People;
import org.liaoyuan.server.account.SecondFactor;
import org.liaoyuan.server.account.Sessions;
import org.liaoyuan.server.account.Throttle;
import org.liaoyuan.server.audit.Audit;
import org.liaoyuan.server.organisation.MemberController.Member;
import org.liaoyuan.server.organisation.MemberController.NewMember;
import org.liaoyuan.server.organisation.MemberController.OneTimeLink;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who belongs to an organisation.
 *
 * <p>Guarantees: nobody gives, changes or takes a role above their own; an organisation keeps an owner; whoever sets somebody's
 * password by a link, or removes their second factors, can do so only where it opens no other organisation.
 */
@Component
class Members {

    private static final int MOST_LISTED = 1_000;

    private final JdbcClient jdbc;
    private final SystemDatabase database;
    private final SecondFactor secondFactor;
    private final KeptPeople kept;
    private final Throttle throttle;
    private final Audit audit;

    Members(
            JdbcClient jdbc,
            SystemDatabase database,
            SecondFactor secondFactor,
            KeptPeople kept,
            Throttle throttle,
            Audit audit) {
        this.jdbc = jdbc;
        this.database = database;
        this.secondFactor = secondFactor;
        this.kept = kept;
        this.throttle = throttle;
        this.audit = audit;
    }

    List<Member> list(Identity who) {
        List<String> people = jdbc.sql("select person from membership where organisation = ? limit ?")
                .params(who.organisation(), MOST_LISTED)
                .query((row, number) -> row.getString(1))
                .list();
        Set<String> secured = secondFactor.having(people);
        Set<String> fromDirectory = Set.copyOf(database.ask(db -> kept.keptBy(db, who.organisation())));
        return jdbc.sql("""
                        select p.id, p.name, p.display_name, p.email, p.password is not null as password_set, m.role, m.created_at
                        from membership m join person p on p.id = m.person where m.organisation = ?
                        order by p.name limit ?""")
                .params(who.organisation(), MOST_LISTED)
                .query((row, number) -> new Member(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("display_name"),
                        row.getString("email"),
                        Role.ofStored(row.getString("role")),
                        row.getBoolean("password_set"),
                        secured.contains(row.getString("id")),
                        fromDirectory.contains(row.getString("id")),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    OneTimeLink add(Identity who, NewMember wanted) {
        String name = People.name(wanted.name());
        String displayName = ShortText.of("displayName", wanted.displayName());
        String email = People.email(wanted.email());
        Role role = wanted.role() == null ? Role.MEMBER : wanted.role();
        who.requireReach(role);
        // that a name is taken can't be kept secret from who wants it, but they can be kept from asking for many
        String tries = "new member " + name + " of " + who.organisation();
        String place = "new members of " + who.organisation();
        throttle.begin(tries, place);
        OneTimeLink link = database.ask(db -> {
            var person = People.create(db, who.organisation(), role, name, displayName, email);
            audit.write(db, who, "member.add", person.id(), "role=" + role.stored());
            return link(db, person.id());
        });
        throttle.succeeded(tries, place);
        return link;
    }

    private static OneTimeLink link(JdbcClient db, String person) {
        return new OneTimeLink(person, Links.create(db, person), Instant.now().plus(Links.VALID));
    }

    void change(Identity who, String person, Role role) {
        who.requireReach(role);
        database.run(db -> {
            Role before = requireMember(db, who, person);
            if (before == Role.OWNER && role != Role.OWNER) {
                Belonging.requireAnotherOwner(db, who.organisation(), person);
            }
            db.sql("update membership set role = ? where organisation = ? and person = ?")
                    .params(role.stored(), who.organisation(), person)
                    .update();
            audit.write(db, who, "member.change", person, "from=" + before.stored() + "; to=" + role.stored());
        });
    }

    void remove(Identity who, String person) {
        database.run(db -> {
            Role before = requireMember(db, who, person);
            if (before == Role.OWNER) {
                Belonging.requireAnotherOwner(db, who.organisation(), person);
            }
            Belonging.end(db, who.organisation(), person);
            audit.write(db, who, "member.remove", person, "role=" + before.stored());
        });
    }

    OneTimeLink link(Identity who, String person) {
        return database.ask(db -> {
            requireMember(db, who, person);
            requireNoneElsewhere(
                    db, person, "a link from here would open those; they change their password themselves");
            audit.write(db, who, "member.link", person, "");
            return link(db, person);
        });
    }

    /** For somebody who lost what they had; whoever has it now is signed out. */
    void removeFactors(Identity who, String person) {
        if (who.way() == Identity.Way.SESSION && who.person().equals(person)) {
            throw RefusedException.conflict("your own second factors you remove in your account, with your password");
        }
        database.run(db -> {
            requireMember(db, who, person);
            requireNoneElsewhere(db, person, "those want the second factor as well; they remove it themselves");
            secondFactor.remove(person);
            Sessions.endAll(db, person, "");
            audit.write(db, who, "factor.remove", person, "all");
        });
    }

    private static void requireNoneElsewhere(JdbcClient db, String person, String why) {
        if (People.memberships(db, person).size() > 1) {
            throw RefusedException.forbidden("this person belongs to other organisations as well: " + why);
        }
    }

    /** What somebody is here, if that is not above whoever asks; nobody else changes who belongs here until the transaction ends. */
    static Role requireMember(JdbcClient db, Identity who, String person) {
        Belonging.lock(db, who.organisation());
        Role role = People.role(db, who.organisation(), person)
                .orElseThrow(() -> RefusedException.missing("member", ShortText.of("person", person)));
        who.requireReach(role);
        return role;
    }
}
