/** Tests of the doors of agents. */
@org.jspecify.annotations.NullMarked
package org.liaoyuan.server.agent.door;
