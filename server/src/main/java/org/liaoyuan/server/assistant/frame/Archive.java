package org.liaoyuan.server.assistant.frame;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** An assistant's folder as one ZIP file. */
final class Archive {

    static final String MANIFEST = "assistant.json";
    static final String EVAL = "eval.json";

    /** Of the file as it is sent. */
    static final int MOST_BYTES = 1 << 20;

    private static final int MOST_ENTRIES = 20;
    private static final JsonMapper JSON = new JsonMapper();

    private Archive() {}

    static byte[] write(Definition definition) {
        String folder = definition.manifest().id() + "/";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            add(zip, folder + MANIFEST, definition.manifest());
            add(zip, folder + EVAL, definition.eval());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, Object content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(document(name, content));
        zip.closeEntry();
    }

    /**
     * One of the files.
     *
     * @throws IllegalArgumentException if it would be longer than what is read again
     */
    static byte[] document(String name, Object content) {
        byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content);
        ManifestReader.requireSize(name, bytes);
        return bytes;
    }

    /**
     * Nothing is written anywhere, so an entry's folder is of no account; what it unpacks to is bounded.
     *
     * @throws IllegalArgumentException if it is no such archive
     */
    static Definition read(byte[] bytes) {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw new IllegalArgumentException("the archive has more than " + MOST_ENTRIES
                            + " entries; expected one assistant: " + MANIFEST + " and " + EVAL);
                }
                take(entry, zip.readNBytes(ManifestReader.MOST_BYTES + 1), files);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the archive can't be read: " + e.getMessage(), e);
        }
        byte[] manifest = files.get(MANIFEST);
        if (manifest == null) {
            throw new IllegalArgumentException("the archive holds no " + MANIFEST + "; export an assistant to see one");
        }
        byte[] eval = files.get(EVAL);
        return new Definition(
                ManifestReader.manifest(ManifestReader.json(MANIFEST, manifest)),
                ManifestReader.eval(
                        eval == null ? JsonNodeFactory.instance.arrayNode() : ManifestReader.json(EVAL, eval)));
    }

    private static void take(ZipEntry entry, byte[] content, Map<String, byte[]> files) {
        if (content.length > ManifestReader.MOST_BYTES) {
            throw new IllegalArgumentException("an entry of the archive holds more than " + ManifestReader.MOST_BYTES
                    + " bytes; expected " + MANIFEST + " and " + EVAL + " only");
        }
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (List.of(MANIFEST, EVAL).contains(name) && files.put(name, content) != null) {
            throw new IllegalArgumentException("the archive holds " + name + " twice; expected one assistant");
        }
    }
}
