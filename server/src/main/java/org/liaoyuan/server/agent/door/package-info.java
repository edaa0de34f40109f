/**
 * The doors at which runs of agents are asked for and heard of: the API of runs, names as models, the Model Context Protocol, schedules,
 * webhooks, links of mails, and who is told of an end. Nothing else knows of them.
 */
@org.jspecify.annotations.NullMarked
package org.liaoyuan.server.agent.door;
