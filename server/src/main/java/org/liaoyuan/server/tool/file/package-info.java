/** Files of a run as a node. */
@NullMarked
package org.liaoyuan.server.tool.file;

import org.jspecify.annotations.NullMarked;
