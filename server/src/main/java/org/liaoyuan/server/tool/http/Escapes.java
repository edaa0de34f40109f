package org.liaoyuan.server.tool.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.liaoyuan.server.tool.ToolFailure;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Puts values into texts that have a form, so that they stay values. */
public final class Escapes {

    private static final JsonMapper JSON = new JsonMapper();

    private Escapes() {}

    /** As a part of a path, or a value in a query. */
    public static String inAddress(String value) {
        if (value.equals(".") || value.equals("..")) {
            throw new ToolFailure(ToolFailure.Reason.VALUE, "url: '" + value + "' would lead to another path");
        }
        return percent(value);
    }

    /** As a value in a query, spaces as {@code %20}. */
    public static String percent(String value) {
        return inForm(value).replace("+", "%20");
    }

    static String inForm(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Within quotes as a part of that text; outside of them as it is if it is JSON, otherwise as a text. */
    public static String inJson(String before, String value) {
        String text = JSON.writeValueAsString(value);
        if (isInText(before)) {
            return text.substring(1, text.length() - 1);
        }
        if (value.isBlank()) {
            return "null";
        }
        try {
            var unused = JSON.readTree(value);
            return value.strip();
        } catch (JacksonException e) {
            return text;
        }
    }

    private static boolean isInText(String before) {
        boolean inText = false;
        for (int i = 0; i < before.length(); i++) {
            char c = before.charAt(i);
            if (c == '\\' && inText) {
                i++;
            } else if (c == '"') {
                inText = !inText;
            }
        }
        return inText;
    }
}
