package org.liaoyuan.server.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Puts another key file in the place of the data folder's, such that a kill at any moment leaves the one that the database needs: the new
 * one lies beside from before the database changes until after, and the next start sees which of the two it is.
 */
final class NewKeyFile {

    private final KeyFile place;
    private final Path beside;

    /** Where the one before is kept, for copies of the database from before. */
    private final Path before;

    /** @param place the data folder's key file */
    NewKeyFile(KeyFile place) {
        this.place = place;
        this.beside = place.path().resolveSibling(place.path().getFileName() + ".next");
        this.before = place.path().resolveSibling(place.path().getFileName() + ".before");
    }

    /** @throws VaultException if it is no key file that can be used */
    KeyFile prepare(KeyFile chosen) {
        return isInPlace(chosen) ? place : chosen.copyTo(beside);
    }

    private boolean isInPlace(KeyFile chosen) {
        return chosen.path()
                .toAbsolutePath()
                .normalize()
                .equals(place.path().toAbsolutePath().normalize());
    }

    /** Looks which of the two the database needs. @param master what wrapped the active data key */
    void settle(Optional<String> master) {
        try {
            if (Files.exists(beside)) {
                if (master.equals(Optional.of(new KeyFile(beside).name()))) {
                    if (place.exists()) {
                        Files.move(
                                place.path(),
                                before,
                                StandardCopyOption.ATOMIC_MOVE,
                                StandardCopyOption.REPLACE_EXISTING);
                    }
                    Files.move(beside, place.path(), StandardCopyOption.ATOMIC_MOVE);
                } else {
                    Files.delete(beside);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the new key file " + beside + " can't be put in place", e);
        }
    }
}
