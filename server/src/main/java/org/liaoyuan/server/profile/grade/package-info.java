/**
 * Rules that say whether an answer is right. What a model wrote is untrusted: it is cut at {@link
 * org.liaoyuan.server.profile.grade.Graders#MOST_CHARACTERS}, parsed defensively, and never executed, but for a single guarded
 * SELECT in {@code SqlSandbox}.
 */
@NullMarked
package org.liaoyuan.server.profile.grade;

import org.jspecify.annotations.NullMarked;
