/** Files of people, which may be anything, as headings, texts and tables; and those as passages. Knows nothing of databases. */
@NullMarked
package org.liaoyuan.server.space.read;

import org.jspecify.annotations.NullMarked;
