package org.liaoyuan.server.vault;

import java.util.List;
import java.util.Optional;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.audit.Audit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks, before anything opens a secret, whether the master key is the one that the database needs. */
final class StartOfSecrets {

    private static final Logger LOG = LoggerFactory.getLogger(StartOfSecrets.class);
    private static final int MOST_NAMED = 20;

    private final DataKeys keys;
    private final SealedSecrets secrets;
    private final NewKeyFile next;
    private final SystemDatabase database;
    private final Audit audit;

    StartOfSecrets(DataKeys keys, SealedSecrets secrets, NewKeyFile next, SystemDatabase database, Audit audit) {
        this.keys = keys;
        this.secrets = secrets;
        this.next = next;
        this.database = database;
        this.audit = audit;
    }

    /**
     * @param forget whether secrets that do not open are forgotten
     * @throws VaultException if the active data key does not open, or others may read the key file
     */
    void check(boolean forget) {
        Optional<DataKeys.Row> active = keys.active();
        next.settle(active.map(DataKeys.Row::master));
        keys.masters().file().requirePrivate();
        if (forget) {
            forget();
        }
        keys.active().ifPresent(this::requireOpen);
    }

    private void requireOpen(DataKeys.Row active) {
        try {
            keys.open(active.id());
        } catch (VaultException e) {
            List<String> needed = secrets.titles(active.id());
            if (needed.isEmpty()) {
                // nothing is lost with it: the next secret gets another
                keys.retire(active.id());
                return;
            }
            throw new VaultException(
                    "stored secrets do not open: " + e.getMessage()
                            + ". Only if it is lost for good: start once with ./liaoyuan up --forget-secrets, then enter again: "
                            + named(needed),
                    e);
        }
    }

    static String named(List<String> titles) {
        String first = String.join(", ", titles.subList(0, Math.min(MOST_NAMED, titles.size())));
        return titles.size() <= MOST_NAMED ? first : first + " and " + (titles.size() - MOST_NAMED) + " more";
    }

    private void forget() {
        database.run(db -> {
            List<String> forgotten = secrets.forget(db);
            for (DataKeys.Row row : keys.all()) {
                try {
                    keys.open(row.id());
                } catch (VaultException e) {
                    keys.remove(db, row.id());
                }
            }
            if (!forgotten.isEmpty()) {
                Identity owner = Identity.local(Identity.Way.COMMAND, "");
                audit.write(db, owner, "secrets.forget", "", "secrets=" + forgotten.size());
                LOG.warn("{} stored secrets that did not open were forgotten", forgotten.size());
            }
        });
    }
}
