/** API keys: what programs show instead of a session, for what each is good, and how much it may ask for. */
@NullMarked
package org.liaoyuan.server.key;

import org.jspecify.annotations.NullMarked;
