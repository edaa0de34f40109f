/** Tests of the page's door. */
@NullMarked
package org.liaoyuan.server.page;

import org.jspecify.annotations.NullMarked;
