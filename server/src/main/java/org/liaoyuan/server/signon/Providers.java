package org.liaoyuan.server.signon;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.RefusedException;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.account.Accounts;
import org.liaoyuan.server.audit.Audit;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * The providers of an organisation, for those who manage them.
 *
 * <p>Guarantees: a stored secret is sent to no other place than the one it was entered for; a provider reaches no further than
 * whoever saved it last.
 */
@Component
class Providers {

    private static final int MOST = 20;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SECRET = 1_000;

    private final ProviderStore store;
    private final SystemDatabase database;
    private final Accounts accounts;
    private final Audit audit;

    Providers(ProviderStore store, SystemDatabase database, Accounts accounts, Audit audit) {
        this.store = store;
        this.database = database;
        this.accounts = accounts;
        this.audit = audit;
    }

    List<Provider> of(Identity who) {
        return store.of(who.organisation());
    }

    Provider add(Identity who, ProviderForm form) {
        if (!accounts.exist()) {
            throw RefusedException.conflict("nobody has to sign in yet: set the owner's password first");
        }
        if (of(who).size() >= MOST) {
            throw RefusedException.conflict("there are " + MOST + " providers already; remove one first");
        }
        return save(who, checked(who, UUID.randomUUID(), Optional.empty(), form), "sign_on.create");
    }

    Provider change(Identity who, UUID id, ProviderForm form) {
        return save(who, checked(who, id, Optional.of(known(who, id)), form), "sign_on.change");
    }

    /** One that is not saved. */
    Provider trial(Identity who, @Nullable UUID id, ProviderForm form) {
        return id == null
                ? checked(who, UUID.randomUUID(), Optional.empty(), form)
                : checked(who, id, Optional.of(known(who, id)), form);
    }

    private Provider known(Identity who, UUID id) {
        return store.find(who.organisation(), id)
                .orElseThrow(() -> RefusedException.missing("provider or directory", id));
    }

    private static Provider checked(Identity who, UUID id, Optional<Provider> before, ProviderForm form) {
        Role by = who.role();
        if (by == null) {
            throw RefusedException.forbidden("this needs somebody with a role");
        }
        String name = Texts.required("name", form.name());
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "name has " + name.length() + " characters; expected at most " + LONGEST_NAME);
        }
        Provider bare = new Provider(
                id,
                who.organisation(),
                name,
                !Boolean.FALSE.equals(form.enabled()),
                form.checked(by, who.organisation().equals(org.liaoyuan.server.store.Tenant.LOCAL_ID)),
                "",
                by,
                Instant.now());
        return new Provider(
                id,
                bare.organisation(),
                name,
                bare.enabled(),
                bare.settings(),
                secret(bare.settings(), before, form.secret()),
                by,
                bare.updatedAt());
    }

    private static String secret(Settings settings, Optional<Provider> before, @Nullable String given) {
        if (given != null) {
            if (given.length() > LONGEST_SECRET) {
                throw new IllegalArgumentException(
                        "secret has " + given.length() + " characters; expected at most " + LONGEST_SECRET);
            }
            return given;
        }
        String stored = before.map(Provider::secret).orElse("");
        boolean elsewhere = before.filter(b -> b.settings().secretsPlace().equals(settings.secretsPlace()))
                .isEmpty();
        if (!stored.isEmpty() && elsewhere) {
            throw new IllegalArgumentException(
                    "secret is missing: the stored one was entered for another address or name; enter it again");
        }
        return stored;
    }

    private Provider save(Identity who, Provider provider, String action) {
        try {
            database.run(jdbc -> {
                store.put(jdbc, provider);
                audit.write(jdbc, who, action, provider.id().toString(), "name=" + provider.name());
            });
        } catch (DuplicateKeyException e) {
            throw RefusedException.conflict("there is a provider called '" + provider.name() + "' already");
        }
        return known(who, provider.id());
    }

    void remove(Identity who, UUID id) {
        database.run(jdbc -> {
            if (!store.remove(jdbc, who.organisation(), id)) {
                throw RefusedException.missing("provider or directory", id);
            }
            audit.write(jdbc, who, "sign_on.remove", id.toString(), "");
        });
    }
}
