/** The embedded PostgreSQL through starts, stops and kills. */
package org.liaoyuan.server.store;
