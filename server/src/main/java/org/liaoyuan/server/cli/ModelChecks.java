package org.liaoyuan.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.liaoyuan.engine.EngineException;
import org.liaoyuan.engine.InvalidModelException;
import org.liaoyuan.engine.LlamaModel;
import org.liaoyuan.engine.gguf.GgufFile;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.LocalModelService;
import org.liaoyuan.server.model.ModelStatus;
import org.liaoyuan.server.model.ModelStatus.Purpose;
import org.liaoyuan.server.model.ModelStatus.State;

/** What {@code doctor} looks at in the data folder's models and native libraries. */
final class ModelChecks {

    private ModelChecks() {}

    static Finding nativeLibrary(LocalModelService models) {
        Path folder = models.nativeFolder().orElse(null);
        if (folder == null) {
            return Finding.note("native library: not here yet", "./liaoyuan pull fetches it");
        }
        try {
            return Finding.ok("native library: " + LlamaModel.checkNatives(folder) + ", " + folder);
        } catch (EngineException e) {
            return Finding.bad("native library: " + e.getMessage(), "delete " + folder + " and run ./liaoyuan pull");
        }
    }

    static List<Finding> files(Home home, LocalModelService models) {
        List<Finding> findings = new ArrayList<>();
        for (ModelStatus model : models.models()) {
            if (model.state() == State.PRESENT && model.purpose() == Purpose.CHAT) {
                findings.add(file(models.fileOf(model.name())));
            } else if (model.isDefault()) {
                findings.add(Finding.note("model: the default, " + model.name() + ", is not here", "./liaoyuan pull"));
            }
        }
        findings.add(pictures(models));
        unfinished(home).forEach(findings::add);
        return findings;
    }

    private static Finding pictures(LocalModelService models) {
        ModelStatus part = models.models().stream()
                .filter(model -> model.purpose() == Purpose.OCR)
                .findFirst()
                .orElseThrow();
        return part.state() == State.PRESENT
                ? Finding.ok("photos and scans: read by " + part.name())
                : Finding.note("photos and scans: not read in My space", "./liaoyuan pull " + part.name());
    }

    private static Finding file(Path path) {
        String name = "model: " + path.getFileName();
        try {
            GgufFile file = GgufFile.read(path);
            return Finding.ok("%s, %s, %.1f GB".formatted(name, file.architecture(), file.bytes() / 1e9));
        } catch (InvalidModelException e) {
            return Finding.bad(name + " is damaged: " + e.getMessage(), "delete " + path + " and run ./liaoyuan pull");
        }
    }

    private static Stream<Finding> unfinished(Home home) {
        try (Stream<Path> files = Files.list(home.models())) {
            return files
                    .filter(f -> f.toString().endsWith(".part"))
                    .map(f -> Finding.note(
                            "download: %s, %.0f MB so far"
                                    .formatted(f.getFileName(), f.toFile().length() / 1e6),
                            "./liaoyuan pull goes on with it"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            return Stream.of(Finding.bad("models folder: " + e.getMessage(), "check the rights of " + home.models()));
        }
    }
}
