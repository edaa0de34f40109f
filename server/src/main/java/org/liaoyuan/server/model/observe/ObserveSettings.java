package org.liaoyuan.server.model.observe;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be written down about calls: {@code liaoyuan.observe.*}.
 *
 * @param captureContent whether spans hold what people and models say; whoever reads the traces then reads that too
 */
@ConfigurationProperties("liaoyuan.observe")
record ObserveSettings(@DefaultValue("false") boolean captureContent) {}
