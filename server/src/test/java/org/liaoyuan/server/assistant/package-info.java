/** Conversations by HTTP. */
package org.liaoyuan.server.assistant;
