package org.liaoyuan.server.openai.responses;

import java.util.Optional;

/**
 * A row of the table, its documents unread.
 *
 * @param previous the response it follows
 * @param input a JSON array of items
 * @param output a JSON array of items
 * @param response the response object
 */
record KeptResponse(String id, Optional<String> previous, String input, String output, String response) {

    /** Characters of its documents. */
    long length() {
        return (long) input.length() + output.length() + response.length();
    }
}
