/** Measurements, each beside a named peer in the same run: figures are worth something only as ratios. Start at {@link Bench}. */
@NullMarked
package org.liaoyuan.bench;

import org.jspecify.annotations.NullMarked;
