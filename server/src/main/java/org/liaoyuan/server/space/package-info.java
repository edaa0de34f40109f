/**
 * Personal spaces: what somebody uploads is kept, read, cut into passages and found again. Follow {@code SpaceController} → {@code
 * Documents} → {@code ReadingWorker} → {@code read} → {@code index}.
 */
@NullMarked
package org.liaoyuan.server.space;

import org.jspecify.annotations.NullMarked;
