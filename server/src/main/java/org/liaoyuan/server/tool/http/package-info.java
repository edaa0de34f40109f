/** Requests to servers as a node: follow {@code HttpTool} → {@code Sender} → {@code Answers}. */
@NullMarked
package org.liaoyuan.server.tool.http;

import org.jspecify.annotations.NullMarked;
