/** Conversations of people with a model, kept as trees of messages so that a turn can be edited and branched. */
@NullMarked
package org.liaoyuan.server.assistant;

import org.jspecify.annotations.NullMarked;
