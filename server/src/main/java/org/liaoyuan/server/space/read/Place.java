package org.liaoyuan.server.space.read;

/**
 * Where a part of a block's text stands.
 *
 * @param start of the part, inclusive
 * @param end exclusive
 */
record Place(int start, int end, Box box) {}
