package org.liaoyuan.server.vault;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The master keys that can be used here. Which one wrapped a data key stands beside it, so that a change from one to the other needs no
 * moment at which both are set right.
 *
 * @param file of the data folder; it need not be there
 * @param command as it is set; null for none
 */
record Masters(KeyFile file, @Nullable KeyCommand command) {

    /** @throws VaultException if the one of this name can't be used here */
    MasterKey of(String name) {
        if (!name.startsWith(KeyCommand.KIND)) {
            return file;
        }
        if (command == null) {
            throw new VaultException("the secrets here need " + name
                    + ", a command, but none is set: set liaoyuan.secrets.command (LIAOYUAN_SECRETS_COMMAND)");
        }
        return command;
    }

    /**
     * What wraps the next data key: what wrapped the last one, or where there is none what is set.
     *
     * @param last name of what wrapped it
     */
    MasterKey next(Optional<String> last) {
        if (last.isPresent()) {
            return of(last.get());
        }
        if (command != null) {
            return command;
        }
        file.createIfMissing();
        return file;
    }
}
