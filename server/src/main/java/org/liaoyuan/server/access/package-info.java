/**
 * Who asks ({@link org.liaoyuan.server.access.Identity}) and what they may ({@link org.liaoyuan.server.access.Permission}, one table
 * in {@link org.liaoyuan.server.access.Routes}): what every room behind the door needs to know of people, and no more.
 */
@NullMarked
package org.liaoyuan.server.access;

import org.jspecify.annotations.NullMarked;
