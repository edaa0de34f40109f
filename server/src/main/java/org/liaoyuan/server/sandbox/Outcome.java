package org.liaoyuan.server.sandbox;

/**
 * What came of a program.
 *
 * @param result JSON
 * @param log what it said on the way; its beginning, where it said much
 */
record Outcome(String result, String log) {}
