package org.liaoyuan.server.assistant.frame;

import tools.jackson.databind.JsonNode;

/** Assistants as they are read, for the tests of other rooms. */
public final class Manifests {

    private Manifests() {}

    public static Assistant assistant(JsonNode manifest) {
        return new Assistant("an id", Assistant.Origin.OWN, false, ManifestReader.manifest(manifest), 0);
    }
}
