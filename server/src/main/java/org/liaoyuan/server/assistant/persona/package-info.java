/**
 * Personas: ways of speaking ({@link org.liaoyuan.server.assistant.persona.Persona}) that are put before a conversation as text and
 * change nothing else of what a model is asked. {@link org.liaoyuan.server.assistant.persona.Personas} says which there are for
 * somebody, and which they want where.
 */
@NullMarked
package org.liaoyuan.server.assistant.persona;

import org.jspecify.annotations.NullMarked;
