/**
 * Notes of a meeting, from a recording whose words were written down: a summary, decisions, action items and open questions, each with
 * the time at which it was said. Follow {@code MeetingWorker} → {@code MeetingQueue} → {@code MeetingMaker} → {@code Found}; {@code
 * MeetingController} shows how far they are. What comes of it is a note in the person's space.
 */
@NullMarked
package org.liaoyuan.server.assistant.meeting;

import org.jspecify.annotations.NullMarked;
