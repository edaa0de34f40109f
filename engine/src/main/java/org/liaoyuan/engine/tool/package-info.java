/**
 * Tools on models in this process: how each model family is told of them and writes its calls. Start at {@link
 * org.liaoyuan.engine.tool.ToolSyntax}.
 */
@NullMarked
package org.liaoyuan.engine.tool;

import org.jspecify.annotations.NullMarked;
