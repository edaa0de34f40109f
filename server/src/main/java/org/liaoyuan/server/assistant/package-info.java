/**
 * Conversations of people with a model, kept as trees of messages so that a turn can be edited and answered again. Follow {@link
 * org.liaoyuan.server.assistant.AnswerController} → {@code AnswerRun} → {@code ModelService}.
 */
@NullMarked
package org.liaoyuan.server.assistant;

import org.jspecify.annotations.NullMarked;
