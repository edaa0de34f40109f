/** Second factors and passkeys, through a running server. */
package org.liaoyuan.server.factor;
