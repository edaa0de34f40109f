/** People and groups as a directory keeps them, through a running server and by a client that others wrote. */
package org.liaoyuan.server.scim;
