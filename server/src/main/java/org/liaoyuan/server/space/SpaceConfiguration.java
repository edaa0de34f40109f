package org.liaoyuan.server.space;

import java.io.IOException;
import java.nio.file.Path;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.space.read.ReaderProcess;
import org.liaoyuan.server.store.Database;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This room's settings, and what is made by them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SpaceSettings.class, WatchSettings.class, RerankSettings.class})
class SpaceConfiguration {

    @Bean
    ReaderProcess readerProcess(SpaceSettings settings, Home home, PicturePart pictures) {
        int megabytes = (int) settings.readerMemory().toMegabytes();
        return new ReaderProcess(settings.limits(), megabytes, home.index().resolve("reading"), pictures::file);
    }

    @Bean
    Blobs blobs(SpaceSettings settings, Home home) throws IOException {
        Blobs blobs = new Blobs(settings.blobs().isBlank() ? home.blobs() : Path.of(settings.blobs()));
        if (Database.isEmbedded()) {
            // nobody else writes here, and this process has not begun to
            blobs.deleteUnfinished();
        }
        return blobs;
    }
}
