/**
 * Capability profiles: what each model was measured to be able to do, by skill and difficulty. {@code ProbeRuns} asks a model the
 * questions of the suite ({@code probe}), rules grade the answers ({@code grade}; never a model), {@code ProfileStore} keeps the
 * counts, and {@link org.liaoyuan.server.profile.ProfileService} answers those who route or plan by them.
 */
@NullMarked
package org.liaoyuan.server.profile;

import org.jspecify.annotations.NullMarked;
