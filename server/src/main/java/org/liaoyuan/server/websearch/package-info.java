/**
 * Searching the web: services that the installation's owner configures, pages that are fetched and cleaned, passages of them that fit a
 * question. Follow {@code WebSearch} → {@code ask} → {@code fetch}. Where it is off, nothing here opens a connection.
 */
@NullMarked
package org.liaoyuan.server.websearch;

import org.jspecify.annotations.NullMarked;
