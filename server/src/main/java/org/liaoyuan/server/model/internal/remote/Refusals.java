package org.liaoyuan.server.model.internal.remote;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.model.RemoteFailure;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a provider says when it says no. */
final class Refusals {

    static final int MOST_READ = 64 << 10;
    private static final int MOST_SAID = 400;
    private static final Duration LONGEST_REST = Duration.ofHours(1);
    private static final JsonMapper JSON = new JsonMapper();
    /** In whose words "too long for the context" comes: OpenAI, vLLM, llama-server, Anthropic, DashScope, Zhipu. */
    private static final Pattern TOO_LONG = Pattern.compile(
            "context_length_exceeded|maximum context|context length|context size"
                    + "|context window|prompt is too long|input is too long|range of input length|exceed_context|token limit exceeded");

    private final String provider;
    private final String key;

    Refusals(String provider, String key) {
        this.provider = provider;
        this.key = key;
    }

    /** Closes the reply. */
    RemoteException of(Reply reply) {
        try (reply) {
            byte[] body = reply.document(MOST_READ);
            return new RemoteException(failure(reply.status(), reply.header("Retry-After"), body));
        } catch (IOException e) {
            return new RemoteException(failure(reply.status(), reply.header("Retry-After"), new byte[0]));
        }
    }

    /** An error that came with status 200, or as an event. */
    RemoteFailure inside(byte[] body) {
        JsonNode error = read(body).path("error");
        int status = error.path("code").isIntegralNumber() ? error.path("code").asInt() : 500;
        return failure(status >= 400 && status < 600 ? status : 500, "", body);
    }

    RemoteFailure failure(int status, String retryAfter, byte[] body) {
        String said = said(body);
        String message = provider + " answered " + status + (said.isEmpty() ? "" : ": " + said);
        boolean tooLong = TOO_LONG.matcher(said.toLowerCase(Locale.ROOT)).find()
                || read(body).at("/error/code").asString("").equals("context_length_exceeded");
        if ((status == 400 || status == 413 || status == 422) && tooLong) {
            return new RemoteFailure.ContextOverflow(message);
        }
        return switch (status) {
            case 401, 403 -> new RemoteFailure.Denied(message + " (look at the key of this provider)");
            case 402 -> new RemoteFailure.Denied(message + " (the account at this provider has no money left)");
            case 404 -> new RemoteFailure.Denied(message + " (look at the model's name and the base address)");
            case 408 -> new RemoteFailure.TimedOut(message);
            case 429 -> new RemoteFailure.RateLimited(message, rest(retryAfter));
            default ->
                status >= 500 || status < 400
                        ? new RemoteFailure.Unavailable(message)
                        : new RemoteFailure.Refused(message, status);
        };
    }

    /** RFC 9110, section 10.2.3: seconds, or a date. */
    static Optional<Duration> rest(String retryAfter) {
        if (retryAfter.matches("\\d{1,9}(\\.\\d{1,6})?")) {
            return Optional.of(bounded(Duration.ofMillis((long) (Double.parseDouble(retryAfter) * 1000))));
        }
        try {
            Instant until = ZonedDateTime.parse(
                            retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                    .toInstant();
            return Optional.of(bounded(Duration.between(Instant.now(), until)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration rest) {
        return rest.isNegative() ? Duration.ZERO : rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }

    /** One line, no longer than is useful, without our key: some providers repeat it. */
    private String said(byte[] body) {
        JsonNode json = read(body);
        JsonNode error = json.path("error");
        String text = error.path("message")
                .asString(json.path("message").asString(error.isString() ? error.stringValue() : ""));
        if (!key.isEmpty()) {
            text = text.replace(key, "…");
        }
        text = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return text.length() > MOST_SAID ? text.substring(0, MOST_SAID) + "…" : text;
    }

    private static JsonNode read(byte[] body) {
        try {
            return body.length == 0 ? JSON.missingNode() : JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }
}
