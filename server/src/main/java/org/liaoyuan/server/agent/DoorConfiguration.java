package org.liaoyuan.server.agent;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Settings of this room's doors. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DoorSettings.class)
class DoorConfiguration {}
