/**
 * Backup and restore: one file with the database as of one moment, the data folder's files and a manifest with checksums.
 *
 * <p>A ZIP archive: {@code database/TABLE.csv} (PostgreSQL's CSV with a header), {@code files/…} as they lie in the data folder, and at
 * its end {@code manifest.json}; with a passphrase the whole is encrypted in the age format. Models, natives and programs are not in it: they
 * are fetched again.
 */
@NullMarked
package org.liaoyuan.server.backup;

import org.jspecify.annotations.NullMarked;
