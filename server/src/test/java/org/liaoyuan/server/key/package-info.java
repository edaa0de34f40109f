/** Keys and their limits, through a running server. */
package org.liaoyuan.server.key;
