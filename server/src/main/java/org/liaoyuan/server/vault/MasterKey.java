package org.liaoyuan.server.vault;

import java.util.UUID;

/** What wraps data keys, and is not in the database. */
sealed interface MasterKey permits KeyFile, KeyCommand {

    /** How the data keys that it wrapped name it: nothing secret. */
    String name();

    /** @throws VaultException if it can't be used just now */
    byte[] wrap(UUID dataKey, byte[] key);

    /**
     * @param by the name of what wrapped it
     * @throws VaultException if that was another one, or it can't be used just now
     */
    byte[] unwrap(UUID dataKey, byte[] wrapped, String by);
}
