package org.liaoyuan.server.vault;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.access.SystemDatabase;
import org.liaoyuan.server.audit.Audit;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Seals every secret with a new data key, and wraps the data keys by another master key where that is wanted. It may be cut off at any
 * moment: what was sealed before and after opens all the same, and the next rotation does the rest.
 */
final class Rotation {

    /** Instead of a file's path. */
    static final String COMMAND = "command";

    private final DataKeys keys;
    private final SealedSecrets secrets;
    private final NewKeyFile next;
    private final SystemDatabase database;
    private final Audit audit;

    Rotation(DataKeys keys, SealedSecrets secrets, NewKeyFile next, SystemDatabase database, Audit audit) {
        this.keys = keys;
        this.secrets = secrets;
        this.next = next;
        this.database = database;
        this.audit = audit;
    }

    /**
     * What was done.
     *
     * @param dataKey the new one
     * @param master what wraps the data keys now
     * @param sealed how many secrets were sealed anew
     * @param left those that do not open and stayed as they are
     */
    record Rotated(UUID dataKey, String master, int sealed, List<String> left) {}

    /**
     * @param master a key file's path, or {@link #COMMAND}; null for the master key that there is
     * @throws VaultException if a master key can't be used
     * @throws IllegalArgumentException if the new one is none
     */
    synchronized Rotated rotate(Identity who, @Nullable String master) {
        MasterKey wanted = master == null ? null : master(master);
        UUID id = database.ask(db -> {
            UUID made = keys.replace(db);
            audit.write(db, who, "secrets.rotate", made.toString(), "");
            return made;
        });
        List<String> left = new ArrayList<>();
        int sealed = secrets.sealAnew(new DataKeys.Opened(id, keys.open(id)), left);
        if (wanted != null) {
            database.run(db -> change(db, who, wanted));
            next.settle(keys.active().map(DataKeys.Row::master));
        }
        String name = keys.active().map(DataKeys.Row::master).orElse("");
        return new Rotated(id, name, sealed, left);
    }

    private void change(JdbcClient db, Identity who, MasterKey master) {
        keys.wrapAnew(db, master);
        audit.write(db, who, "secrets.master", "", "master=" + master.name());
    }

    private MasterKey master(String wanted) {
        if (!wanted.equals(COMMAND)) {
            return next.prepare(new KeyFile(Path.of(wanted)));
        }
        KeyCommand command = keys.masters().command();
        if (command == null) {
            throw new IllegalArgumentException(
                    "no command is set: set liaoyuan.secrets.command (LIAOYUAN_SECRETS_COMMAND) and restart first");
        }
        return command;
    }
}
