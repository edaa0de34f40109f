/**
 * Agents: what somebody draws once and lets run many times. An agent is data: a draft, and releases that never change
 * ({@code DefinitionReader} reads them, {@code Agents} keeps them). A run is pinned to a release and survives the process. Follow
 * {@code RunController} → {@code Runs} → {@code Engine} → {@code Walker} → {@code Course} → {@code Steps} → {@code NodeWork}.
 */
@NullMarked
package org.liaoyuan.server.agent;

import org.jspecify.annotations.NullMarked;
