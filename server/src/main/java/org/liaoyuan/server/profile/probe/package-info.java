/** The probe suite: questions as data in {@code resources/probes}, read and completed by seeded generators. */
@NullMarked
package org.liaoyuan.server.profile.probe;

import org.jspecify.annotations.NullMarked;
