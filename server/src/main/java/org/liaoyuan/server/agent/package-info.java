/**
 * Agents: what somebody draws once and lets run many times. What one is stands in {@code definition}, which knows of no runs; here are
 * drafts, releases that never change ({@code Agents} keeps them) and runs, which are pinned to a release and survive the process; the doors
 * at which runs are asked for stand in {@code door}, of which nothing here knows. Follow {@code Starts} → {@code Beginnings} →
 * {@code Engine} → {@code Walker} → {@code Course} → {@code Steps} → {@code NodeWork}.
 */
@NullMarked
package org.liaoyuan.server.agent;

import org.jspecify.annotations.NullMarked;
