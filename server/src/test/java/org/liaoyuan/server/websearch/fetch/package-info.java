@NullMarked
package org.liaoyuan.server.websearch.fetch;

import org.jspecify.annotations.NullMarked;
