/** Which things (models, later assistants, agents, knowledge bases and connectors) an organisation keeps for some of its people. */
@NullMarked
package org.liaoyuan.server.grant;

import org.jspecify.annotations.NullMarked;
