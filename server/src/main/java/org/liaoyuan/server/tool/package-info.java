/**
 * What agents act with outside of models: other systems' doors, each a kind of node. A {@link org.liaoyuan.server.tool.Tool} says which
 * fields it has, what happens if it is used twice, and does it; who calls it knows about runs, repeats and records.
 */
@NullMarked
package org.liaoyuan.server.tool;

import org.jspecify.annotations.NullMarked;
