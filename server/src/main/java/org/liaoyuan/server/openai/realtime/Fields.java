package org.liaoyuan.server.openai.realtime;

import java.util.Optional;
import java.util.OptionalInt;
import org.liaoyuan.server.openai.ApiException;
import tools.jackson.databind.JsonNode;

/** Reads one object of a client's message; what is wrong is told by its path. */
record Fields(JsonNode json, String path) {

    /** @throws ApiException if it is no object */
    static Fields of(JsonNode json, String path) {
        if (!json.isObject()) {
            throw ApiException.invalid(path, "'" + path + "' must be an object");
        }
        return new Fields(json, path);
    }

    /** The object below; empty if it is missing or null. */
    Optional<Fields> object(String name) {
        JsonNode value = json.path(name);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(of(value, name(name)));
    }

    boolean isNull(String name) {
        return json.path(name).isNull();
    }

    Optional<String> text(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw ApiException.invalid(name(name), "'" + name(name) + "' must be a string");
        }
        return Optional.of(value.stringValue());
    }

    String required(String name) {
        return text(name).orElseThrow(() -> ApiException.invalid(name(name), "'" + name(name) + "' is missing"));
    }

    double number(String name, double otherwise, double least, double most) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (!(number >= least && number <= most)) {
            throw ApiException.invalid(
                    name(name), "'" + name(name) + "' must be a number from " + least + " to " + most);
        }
        return number;
    }

    long millis(String name) {
        double millis = number(name, -1, 0, 1e9);
        if (millis < 0) {
            throw ApiException.invalid(name(name), "'" + name(name) + "' is missing");
        }
        return (long) millis;
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw ApiException.invalid(name(name), "'" + name(name) + "' must be true or false");
        }
        return value.booleanValue();
    }

    /** 0 for {@code inf}. */
    OptionalInt tokens(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                value.isString() && value.stringValue().equals("inf") ? 0 : (int) number(name, 0, 1, 1_000_000));
    }

    /** What can't be asked for here: said, not passed over. */
    void refuse(String name, String why) {
        JsonNode value = json.path(name);
        boolean nothing = value.isMissingNode()
                || value.isNull()
                || value.isContainer() && value.isEmpty()
                || value.isBoolean() && !value.booleanValue();
        if (!nothing) {
            throw ApiException.unsupported(name(name), why);
        }
    }

    String name(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
