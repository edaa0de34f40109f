/** Who may look at the actuator's endpoints, and how much they see. What they show comes from the rooms themselves. */
@NullMarked
package org.liaoyuan.server.observe;

import org.jspecify.annotations.NullMarked;
