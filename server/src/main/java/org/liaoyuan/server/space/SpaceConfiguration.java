package org.liaoyuan.server.space;

import java.io.IOException;
import java.nio.file.Path;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.space.read.DocumentReader;
import org.liaoyuan.server.store.Database;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This room's settings, and what is made by them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SpaceSettings.class)
class SpaceConfiguration {

    /** Where PDFBox keeps what it knows of this machine's fonts; else it takes the home of whoever runs the server. */
    private static final String FONT_CACHE = "pdfbox.fontcache";

    @Bean
    DocumentReader documentReader(SpaceSettings settings, Home home, PicturePart pictures) {
        if (System.getProperty(FONT_CACHE) == null) {
            System.setProperty(FONT_CACHE, home.index().toString());
        }
        return new DocumentReader(settings.limits(), pictures);
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
