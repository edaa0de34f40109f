/**
 * Nodes that put in order what others gave, so that a model has one small thing to say of each: {@code FeedTool} reads feeds, {@code
 * ListTool} joins, sorts and groups. They reach nothing.
 */
@NullMarked
package org.liaoyuan.server.tool.data;

import org.jspecify.annotations.NullMarked;
