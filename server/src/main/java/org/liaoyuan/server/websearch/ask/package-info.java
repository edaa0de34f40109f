/** Search services and their formats. */
@NullMarked
package org.liaoyuan.server.websearch.ask;

import org.jspecify.annotations.NullMarked;
