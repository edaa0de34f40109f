/** The whole server under test: real PostgreSQL, a real small model, real clients. */
package org.liaoyuan.server;
