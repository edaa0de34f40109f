/**
 * What is made of documents one after the other, while nobody waits for it: {@code MakingWorker} takes each from its {@code MakingQueue},
 * and what is made of it is said by a {@code MakingWorker.Maker}, as that of digests or of meetings.
 */
@NullMarked
package org.liaoyuan.server.assistant.making;

import org.jspecify.annotations.NullMarked;
