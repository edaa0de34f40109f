package org.liaoyuan.server.account;

import java.time.Duration;
import java.util.Optional;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.store.Tenant;
import org.springframework.stereotype.Component;

/** Whether there are accounts yet: as long as nobody has a password, whoever sits at this machine is its owner. */
@Component
public class Accounts {

    /** Another process on the same database may make the first one. */
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final SystemDatabase database;

    /** Once there is one there always is. */
    private volatile boolean exist;

    private volatile long looked = System.nanoTime() - LOOK_NANOS;

    Accounts(SystemDatabase database) {
        this.database = database;
    }

    /** Whether people have to sign in. */
    public boolean exist() {
        if (!exist && System.nanoTime() - looked >= LOOK_NANOS) {
            exist = database.ask(People::anybodyHasPassword);
            looked = System.nanoTime();
        }
        return exist;
    }

    void firstWasMade() {
        exist = true;
    }

    /** The token of a new one-time link by which the owner sets a password; earlier ones end. Empty where they have one. */
    public Optional<String> ownersLink() {
        return database.ask(jdbc -> People.byId(jdbc, Tenant.LOCAL_ID)
                .filter(owner -> owner.password() == null)
                .map(owner -> Links.create(jdbc, owner.id())));
    }
}
