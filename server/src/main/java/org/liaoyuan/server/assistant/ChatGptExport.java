package org.liaoyuan.server.assistant;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads {@code conversations.json} of ChatGPT's data export: an array of conversations, each a tree of nodes by id ({@code mapping}).
 * What people and the assistant said to each other is taken, with its branches; instructions, calls of tools and their results
 * are passed over, and what follows them is attached to what came before.
 */
final class ChatGptExport {

    static final int MOST_CONVERSATIONS = 50_000;
    static final int MOST_NODES = 20_000;

    private static final JsonMapper JSON = new JsonMapper();

    private ChatGptExport() {}

    /**
     * Hands over each conversation as it is read; one is in memory at a time.
     *
     * @param skipped is told the title of each that holds nothing or can't be read
     * @throws IllegalArgumentException if this is no such file
     */
    static void read(InputStream in, Consumer<Imported> each, Consumer<String> skipped) {
        try (JsonParser parser = JSON.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException(
                        "the file is no conversations.json of ChatGPT's export: it must be an array");
            }
            for (int n = 0; parser.nextToken() == JsonToken.START_OBJECT; n++) {
                if (n == MOST_CONVERSATIONS) {
                    throw new IllegalArgumentException(
                            "the file holds more than " + MOST_CONVERSATIONS + " conversations; split it");
                }
                JsonNode conversation = parser.readValueAsTree();
                if (!conversation.path("mapping").isObject()) {
                    throw new IllegalArgumentException("entry " + n
                            + " of the file has no 'mapping'; expected conversations.json of ChatGPT's export");
                }
                Imported imported = conversation(conversation);
                if (imported.turns().isEmpty()) {
                    skipped.accept(imported.title());
                } else {
                    each.accept(imported);
                }
            }
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                throw new IllegalArgumentException(
                        "the file holds something else than conversations: " + parser.currentToken());
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the file can't be read as JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Imported conversation(JsonNode node) {
        Instant created = time(node.path("create_time"), Instant.now());
        String title = clean(node.path("title").asString("")).replace('\n', ' ').strip();
        String key = node.path("conversation_id").asString(node.path("id").asString(title + created));
        return new Imported(
                key,
                title.substring(0, Math.min(title.length(), Conversation.MOST_TITLE)),
                created,
                time(node.path("update_time"), created),
                turns(node.path("mapping"), created));
    }

    private record Place(String node, @Nullable String parent) {}

    /** From the roots down, so that each comes after the one it answers; a node that is met again is not followed again. */
    private static List<Imported.Turn> turns(JsonNode mapping, Instant usual) {
        List<Imported.Turn> turns = new ArrayList<>();
        Set<String> met = new HashSet<>();
        Deque<Place> open = new ArrayDeque<>();
        mapping.propertyStream()
                .filter(e -> !mapping.has(e.getValue().path("parent").asString("")))
                .forEach(root -> open.add(new Place(root.getKey(), null)));
        while (!open.isEmpty() && met.size() < MOST_NODES) {
            Place place = open.poll();
            if (!met.add(place.node())) {
                continue;
            }
            JsonNode node = mapping.path(place.node());
            Imported.Turn turn = turn(place, node.path("message"), usual);
            String parent = place.parent();
            if (turn != null) {
                turns.add(turn);
                parent = turn.key();
            }
            for (JsonNode child : node.path("children")) {
                open.add(new Place(child.asString(""), parent));
            }
        }
        return turns;
    }

    private static Imported.@Nullable Turn turn(Place place, JsonNode message, Instant usual) {
        String role = message.at("/author/role").asString("");
        boolean said = role.equals("user")
                || role.equals("assistant")
                        && message.path("recipient").asString("all").equals("all");
        boolean hidden =
                message.at("/metadata/is_visually_hidden_from_conversation").asBoolean(false);
        String content = said && !hidden ? text(message.path("content")) : "";
        if (content.isBlank()) {
            return null;
        }
        String model =
                role.equals("assistant") ? message.at("/metadata/model_slug").asString("chatgpt") : null;
        return new Imported.Turn(
                place.node(), place.parent(), role, content, model, time(message.path("create_time"), usual));
    }

    private static String text(JsonNode content) {
        return switch (content.path("content_type").asString("")) {
            case "text", "multimodal_text" -> parts(content.path("parts"));
            case "code" -> "```\n" + clean(content.path("text").asString("")) + "\n```";
            default -> "";
        };
    }

    private static String parts(JsonNode parts) {
        StringBuilder text = new StringBuilder();
        for (JsonNode part : parts) {
            String said = part.isString() ? clean(part.stringValue()) : placeholder(part);
            if (!said.isBlank()) {
                text.append(text.isEmpty() ? "" : "\n\n").append(said);
            }
        }
        return text.toString();
    }

    /** Pictures and sound are in other files of the export. */
    private static String placeholder(JsonNode part) {
        String type = part.path("content_type").asString("");
        return type.startsWith("image")
                ? "[🖼]"
                : type.startsWith("audio") ? "[🔊]" : clean(part.path("text").asString(""));
    }

    /** Without what PostgreSQL's text can't hold. */
    private static String clean(String text) {
        return text.replace("\u0000", "");
    }

    private static Instant time(JsonNode seconds, Instant otherwise) {
        double value = seconds.asDouble(0);
        boolean plausible = value > 0 && value < 4e9;
        return plausible ? Instant.ofEpochMilli((long) (value * 1000)) : otherwise;
    }

    /**
     * @param mostBytes what the files before it may unpack to
     * @param mostFiles how many there may be before it
     * @throws IOException if the archive can't be read
     * @throws IllegalArgumentException if it holds no conversations, or more before them
     */
    static InputStream inside(ZipInputStream zip, long mostBytes, int mostFiles) throws IOException {
        long left = mostBytes;
        int files = 0;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().equals("conversations.json") || entry.getName().endsWith("/conversations.json")) {
                return zip;
            }
            left -= unpacked(zip, left);
            if (++files > mostFiles || left < 0) {
                throw new IllegalArgumentException("the archive holds more than " + mostFiles + " files or "
                        + (mostBytes >> 20) + " MB before its conversations.json; send that file alone");
            }
        }
        throw new IllegalArgumentException(
                "the archive holds no conversations.json; expected ChatGPT's export as it was sent");
    }

    /** The size of the entry, or more than there is left. */
    private static long unpacked(ZipInputStream zip, long left) throws IOException {
        long size = 0;
        for (long more = zip.skip(left + 1); more > 0; more = zip.skip(left + 1 - size)) {
            size += more;
        }
        return size;
    }
}
