package org.liaoyuan.server.assistant.proof;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** This room's settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProofSettings.class)
class ProofConfiguration {}
