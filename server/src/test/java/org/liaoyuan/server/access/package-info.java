/** The table of routes and permissions, through a running server. */
package org.liaoyuan.server.access;
