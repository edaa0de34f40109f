/** Encryption with a passphrase in the age format, version 1 (age-encryption.org/v1), so that the age tool opens our files. */
@NullMarked
package org.liaoyuan.server.backup.age;

import org.jspecify.annotations.NullMarked;
