/** The index over passages: derived from the database, in a folder that may be deleted. Knows nothing of databases either. */
@NullMarked
package org.liaoyuan.server.space.index;

import org.jspecify.annotations.NullMarked;
