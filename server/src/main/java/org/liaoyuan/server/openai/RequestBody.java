package org.liaoyuan.server.openai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.liaoyuan.engine.Sampling;
import tools.jackson.databind.JsonNode;

/**
 * A request's JSON, read field by field so that an error can name the parameter. Fields nobody asks for are ignored, as OpenAI
 * ignores what does not change an answer.
 */
public final class RequestBody {

    private static final int MOST_STOPS = 16;

    private final JsonNode json;

    public RequestBody(JsonNode json) {
        if (!json.isObject()) {
            throw ApiException.invalid(null, "The request body is no JSON object");
        }
        this.json = json;
    }

    /** As it came. */
    public JsonNode json() {
        return json;
    }

    public boolean has(String name) {
        return json.hasNonNull(name);
    }

    public JsonNode get(String name) {
        return json.path(name);
    }

    public String text(String name) {
        return optionalText(name)
                .orElseThrow(() -> new ApiException(
                        400,
                        "invalid_request_error",
                        "Missing required parameter: '" + name + "'",
                        name,
                        "missing_required_parameter"));
    }

    public Optional<String> optionalText(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (!get(name).isString()) {
            throw wrongType(name, "a string");
        }
        return Optional.of(get(name).stringValue());
    }

    public boolean flag(String name) {
        if (!has(name)) {
            return false;
        }
        if (!get(name).isBoolean()) {
            throw wrongType(name, "true or false");
        }
        return get(name).booleanValue();
    }

    public int integer(String name, int absent, int least, int most) {
        if (!has(name)) {
            return absent;
        }
        if (!get(name).isIntegralNumber()) {
            throw wrongType(name, "a whole number");
        }
        if (!get(name).canConvertToLong()) {
            throw outOfRange(name, get(name), least, most);
        }
        long value = get(name).longValue();
        if (value < least || value > most) {
            throw outOfRange(name, value, least, most);
        }
        return (int) value;
    }

    public double number(String name, double absent, double least, double most) {
        if (!has(name)) {
            return absent;
        }
        if (!get(name).isNumber()) {
            throw wrongType(name, "a number");
        }
        double value = get(name).asDouble(Double.NaN);
        if (!(value >= least && value <= most)) {
            throw outOfRange(name, get(name), least, most);
        }
        return value;
    }

    /** {@code max_completion_tokens} or its older name; 0 if neither is there. */
    int maxTokens() {
        int most = Integer.MAX_VALUE;
        return integer("max_completion_tokens", integer("max_tokens", 0, 1, most), 1, most);
    }

    /** {@code stream_options.include_usage}. */
    boolean includeUsage() {
        if (!has("stream_options")) {
            return false;
        }
        if (!get("stream_options").isObject()) {
            throw wrongType("stream_options", "an object");
        }
        return get("stream_options").path("include_usage").asBoolean(false);
    }

    public List<String> stop() {
        if (!has("stop")) {
            return List.of();
        }
        JsonNode stop = get("stop");
        List<String> all = new ArrayList<>();
        if (stop.isString()) {
            all.add(stop.stringValue());
        } else if (stop.isArray()) {
            for (JsonNode each : stop) {
                if (!each.isString()) {
                    throw wrongType("stop", "a string or an array of strings");
                }
                all.add(each.stringValue());
            }
        } else {
            throw wrongType("stop", "a string or an array of strings");
        }
        all.removeIf(String::isEmpty);
        if (all.size() > MOST_STOPS) {
            throw outOfRange("stop", all.size(), 0, MOST_STOPS);
        }
        return all;
    }

    public Sampling sampling() {
        OptionalLong seed = has("seed") ? OptionalLong.of(seed()) : OptionalLong.empty();
        double topP = number("top_p", 1, 0, 1);
        return new Sampling(
                number("temperature", 1, 0, 2),
                integer("top_k", 0, 0, Integer.MAX_VALUE),
                topP == 0 ? Math.ulp(1.0) : topP,
                number("min_p", 0, 0, 1),
                number("frequency_penalty", 0, -2, 2),
                number("presence_penalty", 0, -2, 2),
                number("repeat_penalty", 1, 0.1, 10),
                seed,
                logitBias());
    }

    private long seed() {
        JsonNode seed = get("seed");
        if (!seed.isIntegralNumber() || !seed.canConvertToLong()) {
            throw wrongType("seed", "a whole number of at most 64 bits");
        }
        return seed.longValue();
    }

    private Map<Integer, Double> logitBias() {
        if (!has("logit_bias")) {
            return Map.of();
        }
        if (!get("logit_bias").isObject()) {
            throw wrongType("logit_bias", "an object of token ids and numbers");
        }
        Map<Integer, Double> bias = new LinkedHashMap<>();
        get("logit_bias").properties().forEach(entry -> {
            boolean isToken = entry.getKey().matches("\\d{1,9}");
            double value = entry.getValue().isNumber() ? entry.getValue().asDouble(Double.NaN) : Double.NaN;
            if (!isToken || !(value >= -100 && value <= 100)) {
                throw ApiException.invalid(
                        "logit_bias",
                        "Invalid entry '" + entry.getKey()
                                + "' in 'logit_bias': expected a token id and a number from -100" + " to 100");
            }
            bias.put(Integer.valueOf(entry.getKey()), value);
        });
        return bias;
    }

    public static ApiException wrongType(String name, String expected) {
        return new ApiException(
                400,
                "invalid_request_error",
                "Invalid type for '" + name + "': expected " + expected,
                name,
                "invalid_type");
    }

    private static ApiException outOfRange(String name, Object value, Object least, Object most) {
        return ApiException.invalid(
                name, "Invalid value for '" + name + "': " + value + "; expected " + least + " to " + most);
    }
}
