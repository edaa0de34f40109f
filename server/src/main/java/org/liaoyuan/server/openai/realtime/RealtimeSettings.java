package org.liaoyuan.server.openai.realtime;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of sessions: {@code liaoyuan.realtime.*}.
 *
 * @param mostMessage a longer message of the client ends its session
 * @param mostUnread a client that has left more than this unread is given up
 * @param send a client that reads nothing for so long is given up
 */
@ConfigurationProperties("liaoyuan.realtime")
record RealtimeSettings(
        @DefaultValue("4MB") DataSize mostMessage,
        @DefaultValue("8MB") DataSize mostUnread,
        @DefaultValue("10s") Duration send) {}
