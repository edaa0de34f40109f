package org.liaoyuan.server.tool;

import tools.jackson.databind.node.ObjectNode;

/**
 * What a tool gave.
 *
 * @param output by field; what it has by {@code text} stands for all of it where a text refers to the node alone
 */
public record ToolResult(ObjectNode output) {}
