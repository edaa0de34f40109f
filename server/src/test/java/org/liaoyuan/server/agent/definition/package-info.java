/** Tests of definitions of agents. */
@org.jspecify.annotations.NullMarked
package org.liaoyuan.server.agent.definition;
