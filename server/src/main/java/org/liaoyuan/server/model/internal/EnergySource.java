package org.liaoyuan.server.model.internal;

import java.util.OptionalDouble;

/** Something that counts energy. */
interface EnergySource {

    /** Joules since some moment in the past, never fewer than before; empty if it can't be read now. */
    OptionalDouble joules();

    /** Whether the joules are a meter's, or modelled. */
    boolean isMeasured();
}
