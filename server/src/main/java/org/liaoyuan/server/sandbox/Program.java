package org.liaoyuan.server.sandbox;

import java.time.Duration;
import java.util.Map;

/**
 * What is to be run, and what it may use.
 *
 * @param inputs data that it is given, by name
 * @param time in all, with the wait for its turn
 * @param megabytes of memory that it may have
 */
record Program(String code, Map<String, String> inputs, Duration time, int megabytes) {}
