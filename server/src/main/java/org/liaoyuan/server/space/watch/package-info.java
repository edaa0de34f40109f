/** Folders of this machine: what lies in them, what of it is left out, and hearing of changes. Knows nothing of spaces. */
@NullMarked
package org.liaoyuan.server.space.watch;

import org.jspecify.annotations.NullMarked;
