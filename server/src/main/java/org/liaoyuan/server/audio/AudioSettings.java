package org.liaoyuan.server.audio;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What sound files may be: {@code liaoyuan.audio.*}.
 *
 * @param mostBytes of a file
 * @param mostLength of the sound in it
 * @param time that reading one may take
 * @param atOnce files that are read at once; others wait
 */
@ConfigurationProperties("liaoyuan.audio")
record AudioSettings(
        @DefaultValue("200MB") DataSize mostBytes,
        @DefaultValue("4h") Duration mostLength,
        @DefaultValue("5m") Duration time,
        @DefaultValue("2") int atOnce) {

    static final AudioSettings DEFAULTS =
            new AudioSettings(DataSize.ofMegabytes(200), Duration.ofHours(4), Duration.ofMinutes(5), 2);
}
