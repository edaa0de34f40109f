/** People, sessions, keys and the audit log, through a running server. */
package org.liaoyuan.server.account;
