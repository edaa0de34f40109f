/** Streams whose readers go away. */
package org.liaoyuan.server.sse;
