package org.liaoyuan.server;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.liaoyuan.server.home.Home;

/** The models of the data folder that somebody uses, for benches: beside the small ones of the tests. */
public final class BenchModels {

    private BenchModels() {}

    /** Puts them where the tests' server finds them. */
    public static void link() throws IOException {
        link(TestServer.get());
    }

    /** Puts them where this server finds them. */
    public static void link(TestServer server) throws IOException {
        Path models = Path.of(System.getProperty("liaoyuan.bench.models", ""));
        if (Files.isDirectory(models)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(models, "*.gguf")) {
                for (Path file : files) {
                    Path link = server.bean(Home.class).models().resolve(file.getFileName());
                    if (!Files.exists(link)) {
                        Files.createSymbolicLink(link, file.toAbsolutePath());
                    }
                }
            }
        }
    }
}
