package org.liaoyuan.server.model.internal.remote;

import java.io.ByteArrayOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** Puts our name of a model where the provider wrote its own. */
final class ModelName {

    private static final byte[] MODEL = JsonBytes.key("model");
    private static final JsonMapper JSON = new JsonMapper();

    private final String real;
    private final byte[] quoted;

    ModelName(String real) {
        this.real = real;
        this.quoted = JSON.writeValueAsBytes(real);
    }

    String real() {
        return real;
    }

    /** Copies a document; without a model it stays as it is. */
    void copy(byte[] json, ByteArrayOutputStream out) {
        int start = JsonBytes.value(json, MODEL);
        int end = start < 0 ? -1 : JsonBytes.stringEnd(json, start);
        if (end < 0) {
            out.write(json, 0, json.length);
            return;
        }
        out.write(json, 0, start);
        out.write(quoted, 0, quoted.length);
        out.write(json, end, json.length - end);
    }
}
