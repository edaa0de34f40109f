package org.liaoyuan.server.model.internal.remote;

import java.nio.charset.StandardCharsets;

/**
 * Looks for keys in a JSON document without parsing it. Quotes inside JSON strings are escaped, so <code>"key":</code> can't be
 * part of a text; which object a key belongs to is not seen.
 */
final class JsonBytes {

    private JsonBytes() {}

    /** A key with its quotes. */
    static byte[] key(String name) {
        return ("\"" + name + "\"").getBytes(StandardCharsets.US_ASCII);
    }

    /** Where the value of the first such key begins; −1 if there is none. */
    static int value(byte[] json, byte[] key) {
        for (int i = 0; i <= json.length - key.length; i++) {
            int value = valueAt(json, key, i);
            if (value >= 0) {
                return value;
            }
        }
        return -1;
    }

    /** Where the value of the last such key begins; −1 if there is none. */
    static int lastValue(byte[] json, byte[] key) {
        for (int i = json.length - key.length; i >= 0; i--) {
            int value = valueAt(json, key, i);
            if (value >= 0) {
                return value;
            }
        }
        return -1;
    }

    private static int valueAt(byte[] json, byte[] key, int at) {
        if (json[at] != '"' || json[at + 1] != key[1]) {
            return -1;
        }
        for (int i = 2; i < key.length; i++) {
            if (json[at + i] != key[i]) {
                return -1;
            }
        }
        int next = skipSpace(json, at + key.length);
        return next < json.length && json[next] == ':' ? skipSpace(json, next + 1) : -1;
    }

    private static int skipSpace(byte[] json, int from) {
        int at = from;
        while (at < json.length && json[at] <= ' ') {
            at++;
        }
        return at;
    }

    /** Whether the value at an index begins with this character. */
    static boolean begins(byte[] json, int value, char with) {
        return value >= 0 && value < json.length && json[value] == with;
    }

    /** The end, past the quote, of the string that begins at an index; −1 if there is none. */
    static int stringEnd(byte[] json, int start) {
        if (!begins(json, start, '"')) {
            return -1;
        }
        for (int i = start + 1; i < json.length; i++) {
            if (json[i] == '\\') {
                i++;
            } else if (json[i] == '"') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Whether the first and last characters that are no space are braces. */
    static boolean looksLikeObject(byte[] json) {
        int last = json.length - 1;
        while (last >= 0 && json[last] <= ' ') {
            last--;
        }
        return begins(json, skipSpace(json, 0), '{') && json[last] == '}';
    }
}
