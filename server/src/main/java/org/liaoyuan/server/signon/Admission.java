package org.liaoyuan.server.signon;

import java.util.Locale;
import java.util.Optional;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.audit.Audit;
import org.liaoyuan.server.organisation.GroupRoles;
import org.liaoyuan.server.organisation.Newcomers;
import org.liaoyuan.server.organisation.Newcomers.Standing;
import org.liaoyuan.server.scim.ProvisionedPeople;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * From what a provider says of somebody to a person here.
 *
 * <p>Guarantees: it is the issuer and the subject that say who somebody is, never a name or an e-mail address; nobody is let in, or
 * given a role, above the role of whoever configured the provider; nobody is let in who belongs to other organisations as well.
 */
@Component
class Admission {

    private final SystemDatabase database;
    private final LinkedIdentities identities;
    private final Newcomers newcomers;
    private final GroupRoles groupRoles;
    private final ProvisionedPeople provisioned;
    private final Audit audit;

    Admission(
            SystemDatabase database,
            LinkedIdentities identities,
            Newcomers newcomers,
            GroupRoles groupRoles,
            ProvisionedPeople provisioned,
            Audit audit) {
        this.database = database;
        this.identities = identities;
        this.newcomers = newcomers;
        this.groupRoles = groupRoles;
        this.provisioned = provisioned;
        this.audit = audit;
    }

    /** The id of the person who signs in. */
    String admit(Provider provider, Attested attested, String way) throws SignOnException {
        requireDomain(provider, attested);
        boolean byGroups = provider.settings().tellsGroups() && groupRoles.any(provider.organisation());
        if (byGroups && attested.groupsLeftOut()) {
            throw new SignOnException(Obstacle.GROUPS_LEFT_OUT, "it names no groups of " + attested.label());
        }
        Outcome outcome;
        try {
            outcome = find(provider, attested, byGroups, way);
        } catch (DuplicateKeyException somebodyWasFaster) {
            // the same one in another window, or one of the same name: now they are there
            outcome = find(provider, attested, byGroups, way);
        }
        if (outcome.obstacle.isPresent()) {
            audit(provider, outcome.person, way, outcome.obstacle.get());
            throw new SignOnException(outcome.obstacle.get(), attested.label());
        }
        return outcome.person;
    }

    private Outcome find(Provider provider, Attested attested, boolean byGroups, String way) {
        return database.ask(jdbc -> {
            Optional<String> known = identities.use(jdbc, provider.organisation(), attested);
            Outcome found =
                    known.isPresent() ? returning(jdbc, provider, known.get()) : first(jdbc, provider, attested);
            if (byGroups && found.obstacle.isEmpty()) {
                giveRole(jdbc, provider, attested, found.person, way);
            }
            if (provider.settings().tellsGroups() && !attested.groupsLeftOut() && found.obstacle.isEmpty()) {
                GroupRoles.remember(jdbc, provider.organisation(), found.person, attested.groups());
            }
            return found;
        });
    }

    private record Outcome(String person, Optional<Obstacle> obstacle) {

        static Outcome of(String person) {
            return new Outcome(person, Optional.empty());
        }

        static Outcome of(String person, Obstacle obstacle) {
            return new Outcome(person, Optional.of(obstacle));
        }
    }

    private Outcome returning(JdbcClient jdbc, Provider provider, String person) {
        Optional<Standing> standing = newcomers.standing(jdbc, provider.organisation(), person);
        if (standing.isEmpty() || standing.get().disabled()) {
            return Outcome.of(person, Obstacle.CLOSED);
        }
        if (standing.get().elsewhere()) {
            return Outcome.of(person, Obstacle.ELSEWHERE);
        }
        if (!provider.reach().mayManage(standing.get().role())) {
            return Outcome.of(person, Obstacle.REACH);
        }
        return Outcome.of(person);
    }

    private Outcome first(JdbcClient jdbc, Provider provider, Attested attested) {
        Optional<String> expected = provisioned.named(jdbc, provider.organisation(), attested.subject());
        if (expected.isPresent()) {
            return expected(jdbc, provider, attested, expected.get());
        }
        if (!provider.settings().createPeople()) {
            return Outcome.of("", Obstacle.UNKNOWN_PERSON);
        }
        String person = newcomers.create(
                jdbc,
                Identity.current(),
                provider.organisation(),
                within(provider, provider.settings().defaultRole()),
                attested.userName(),
                attested.displayName(),
                attested.email());
        link(jdbc, provider, attested, person);
        return Outcome.of(person);
    }

    /** Somebody whom the same organisation's directory created, under the id by which the provider knows them. */
    private Outcome expected(JdbcClient jdbc, Provider provider, Attested attested, String person) {
        Outcome outcome = returning(jdbc, provider, person);
        if (outcome.obstacle.isEmpty()) {
            link(jdbc, provider, attested, person);
        }
        return outcome;
    }

    private void link(JdbcClient jdbc, Provider provider, Attested attested, String person) {
        if (!identities.add(jdbc, provider.organisation(), person, attested)) {
            throw new DuplicateKeyException("the identity was linked in the meantime");
        }
        note(jdbc, provider, person, "identity.link", attested);
    }

    /** The highest role that a group of theirs gives; else what newcomers get. */
    private void giveRole(JdbcClient jdbc, Provider provider, Attested attested, String person, String way) {
        Role role = groupRoles
                .highest(provider.organisation(), attested.groups())
                .orElse(provider.settings().defaultRole());
        newcomers.giveRole(
                jdbc,
                Identity.current(),
                provider.organisation(),
                person,
                within(provider, role),
                "by=groups; way=" + way);
    }

    private static Role within(Provider provider, Role wanted) {
        return provider.reach().mayManage(wanted) ? wanted : provider.reach();
    }

    private static void requireDomain(Provider provider, Attested attested) throws SignOnException {
        if (provider.settings().domains().isEmpty()) {
            return;
        }
        String email = attested.email() == null ? "" : attested.email().toLowerCase(Locale.ROOT);
        boolean named = provider.settings().domains().contains(email.substring(email.lastIndexOf('@') + 1));
        if (!email.contains("@") || !named || Boolean.FALSE.equals(attested.emailVerified())) {
            throw new SignOnException(Obstacle.DOMAIN, attested.label());
        }
    }

    /** Links it to the account of somebody who is signed in. */
    void link(Provider provider, String person, Attested attested) throws SignOnException {
        requireDomain(provider, attested);
        boolean linked = database.ask(jdbc -> {
            boolean added = identities.add(jdbc, provider.organisation(), person, attested);
            if (added) {
                note(jdbc, provider, person, "identity.link", attested);
            }
            return added
                    || identities
                            .use(jdbc, provider.organisation(), attested)
                            .filter(person::equals)
                            .isPresent();
        });
        if (!linked) {
            throw new SignOnException(Obstacle.TAKEN, attested.label());
        }
    }

    private void note(JdbcClient jdbc, Provider provider, String person, String action, Attested attested) {
        audit.write(jdbc, Identity.current(), provider.organisation(), action, person, "issuer=" + attested.issuer());
    }

    private void audit(Provider provider, String person, String way, Obstacle obstacle) {
        database.run(jdbc -> audit.write(
                jdbc,
                Identity.current(),
                provider.organisation(),
                "session.refuse",
                person,
                "way=" + way + "; why=" + obstacle.code()));
    }
}
