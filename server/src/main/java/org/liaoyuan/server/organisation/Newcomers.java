package org.liaoyuan.server.organisation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.People;
import org.liaoyuan.server.audit.Audit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * People whose accounts another system vouches for: what that may change here. Every method is used inside {@link
 * SystemDatabase}, in the transaction of what it belongs to.
 */
@Component
public class Newcomers {

    private static final int MOST_NAMESAKES = 1_000;

    private final Audit audit;

    Newcomers(Audit audit) {
        this.audit = audit;
    }

    /**
     * What somebody is in an organisation.
     *
     * @param elsewhere whether they belong to other organisations as well
     */
    public record Standing(Role role, boolean disabled, boolean passwordSet, boolean elsewhere) {}

    /** @return empty for who does not belong to the organisation */
    public Optional<Standing> standing(JdbcClient jdbc, String organisation, String person) {
        List<People.Membership> memberships = People.memberships(jdbc, person);
        Optional<People.Person> found = People.byId(jdbc, person);
        boolean disabled = found.map(People.Person::disabled).orElse(true);
        boolean passwordSet = found.map(People.Person::password).isPresent();
        return memberships.stream()
                .filter(m -> m.organisation().equals(organisation))
                .map(m -> new Standing(m.role(), disabled, passwordSet, memberships.size() > 1))
                .findFirst();
    }

    /**
     * Somebody new without a password.
     *
     * @param wanted what they are called elsewhere; what a name may not have is left out, and a number added if it is taken
     * @return their id
     */
    public String create(
            JdbcClient jdbc,
            Identity who,
            String organisation,
            Role role,
            String wanted,
            String displayName,
            @Nullable String email) {
        People.Person person =
                People.create(jdbc, organisation, role, freeName(jdbc, wanted), displayName(displayName), mail(email));
        audit.write(jdbc, who, organisation, "member.add", person.id(), "role=" + role.stored());
        return person.id();
    }

    private static String freeName(JdbcClient jdbc, String wanted) {
        String clean = wanted.strip()
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("\\s+", ".")
                .replaceAll("[^\\p{L}\\p{N}._@+#'-]", "");
        String name = clean.isEmpty() ? "member" : clean.substring(0, Math.min(clean.length(), 90));
        for (int number = 1; number <= MOST_NAMESAKES; number++) {
            String free = People.name(number == 1 ? name : name + "-" + number);
            if (People.byName(jdbc, free).isEmpty()) {
                return free;
            }
        }
        throw RefusedException.conflict("the name '" + name + "' is taken " + MOST_NAMESAKES + " times");
    }

    private static String displayName(String given) {
        String clean = given.strip().replaceAll("\\p{Cntrl}", " ");
        return clean.substring(0, Math.min(clean.length(), 100));
    }

    private static @Nullable String mail(@Nullable String given) {
        try {
            return People.email(given);
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    /**
     * Gives somebody another role. An organisation's last owner stays one.
     *
     * @param details what the audit log says about why
     * @return whether it is another one now
     */
    public boolean giveRole(
            JdbcClient jdbc, Identity who, String organisation, String person, Role role, String details) {
        Belonging.lock(jdbc, organisation);
        Optional<Role> before = People.role(jdbc, organisation, person);
        boolean last = before.filter(r -> r == Role.OWNER).isPresent()
                && !Belonging.hasAnotherOwner(jdbc, organisation, person);
        if (before.isEmpty() || before.get() == role || last) {
            return false;
        }
        jdbc.sql("update membership set role = ? where organisation = ? and person = ?")
                .params(role.stored(), organisation, person)
                .update();
        audit.write(
                jdbc,
                who,
                organisation,
                "member.change",
                person,
                "from=" + before.get().stored() + "; to=" + role.stored() + "; " + details);
        return true;
    }
}
