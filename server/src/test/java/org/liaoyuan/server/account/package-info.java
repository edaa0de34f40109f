/** People, sessions and what separates organisations, through a running server. */
package org.liaoyuan.server.account;
