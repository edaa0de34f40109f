/** Spans, metrics and health, asked for as those who watch a server ask. */
package org.liaoyuan.server.model.observe;
