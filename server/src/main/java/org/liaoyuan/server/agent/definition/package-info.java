/**
 * What an agent is, as data: its definition, read from JSON with everything that is wrong with it, and what is made of it without a run:
 * differences, drawings, plans of goals, files. Knows nothing of runs.
 */
@org.jspecify.annotations.NullMarked
package org.liaoyuan.server.agent.definition;
