package org.liaoyuan.server.assistant.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The assistants that everybody has: a folder each below {@code /assistants}. */
@Component
class BuiltIn {

    /** In the order of the page. */
    static final List<String> IDS =
            List.of("writing", "programming", "work", "study", "life", "parenting", "translation");

    private final Map<String, Definition> byId = new LinkedHashMap<>();

    BuiltIn() {
        for (String id : IDS) {
            Definition definition = new Definition(
                    ManifestReader.manifest(ManifestReader.json(id, file(id, Archive.MANIFEST))),
                    ManifestReader.eval(ManifestReader.json(id, file(id, Archive.EVAL))));
            byId.put(id, definition);
        }
    }

    /** By id, in the order of the page. */
    Map<String, Definition> all() {
        return byId;
    }

    private static byte[] file(String id, String name) {
        String path = "/assistants/" + id + "/" + name;
        try (InputStream in = BuiltIn.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + path + " in the program");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
