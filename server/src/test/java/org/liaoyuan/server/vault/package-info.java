/** The log, through a running server and as its command reads it. */
package org.liaoyuan.server.vault;
