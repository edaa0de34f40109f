package org.liaoyuan.server.agent.definition;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.tool.YamlReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An agent as a file to take along: a ZIP with {@code agent.yaml}, which is also taken by itself. What it does is in it, secrets by their
 * names alone; who made it, its runs and what starts them are not.
 *
 * @param release that it was; null for a draft
 */
public record Bundle(@Nullable Integer release, JsonNode definition) {

    /** Of the file, and of what is packed in it. */
    public static final int MOST_BYTES = 1_000_000;

    private static final String FORMAT = "liaoyuan-agent/1";
    private static final String NAME = "agent.yaml";
    private static final int MOST_ENTRIES = 10;
    private static final Set<String> FIELDS = Set.of("format", "release", "agents", "definition");

    /** The same bytes for the same agent. */
    public byte[] zip() {
        byte[] yaml = yaml().getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(yaml);
        ZipEntry entry = new ZipEntry(NAME);
        // packed by whatever library, bytes would differ
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(yaml.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(entry);
            zip.write(yaml);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public String yaml() {
        ObjectNode top = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
        if (release != null) {
            top.put("release", release);
        }
        Set<String> agents = new TreeSet<>();
        agents(definition.path("nodes"), agents);
        definition.path("tools").forEach(tool -> agent(tool.path("use"), agents));
        if (!agents.isEmpty()) {
            agents.forEach(top.putArray("agents")::add);
        }
        return YamlWriter.write(top.set("definition", definition));
    }

    /** Names of the agents that it runs, which have to be released where it is taken. */
    private static void agents(JsonNode nodes, Set<String> found) {
        for (JsonNode node : nodes) {
            agent(node, found);
            agents(node.path("nodes"), found);
        }
    }

    private static void agent(JsonNode node, Set<String> found) {
        String name = node.path("agent").asString("");
        if (node.path("kind").asString("").equals("agent") && !name.isEmpty()) {
            found.add(name);
        }
    }

    /** @throws IllegalArgumentException if it is none; says what is wrong with it */
    public static Bundle read(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw new IllegalArgumentException("the file has more than " + MOST_BYTES + " bytes");
        }
        boolean isZip = file.length > 3 && file[0] == 'P' && file[1] == 'K';
        JsonNode top = YamlReader.read(text(isZip ? unpacked(file) : file), MOST_BYTES);
        if (!top.path("format").asString("").equals(FORMAT)) {
            throw new IllegalArgumentException(
                    "this is no agent that was exported: the field format has to say " + FORMAT);
        }
        top.propertyNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("the file has a field of a newer version: "
                            + (name.length() <= 40 ? name : name.substring(0, 40) + "…"));
                });
        if (!top.path("definition").isObject()) {
            throw new IllegalArgumentException("the field definition is missing or no object");
        }
        return new Bundle(null, top.path("definition"));
    }

    private static byte[] unpacked(byte[] file) {
        byte[] found = null;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file), StandardCharsets.UTF_8)) {
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES || !entry.getName().equals(NAME) || found != null) {
                    throw new IllegalArgumentException("the ZIP holds something else than one " + NAME);
                }
                found = zip.readNBytes(MOST_BYTES + 1);
                if (found.length > MOST_BYTES) {
                    throw new IllegalArgumentException(NAME + " has more than " + MOST_BYTES + " bytes");
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("the ZIP can't be read", e);
        }
        if (found == null) {
            throw new IllegalArgumentException("the ZIP holds no " + NAME);
        }
        return found;
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the file is no text in UTF-8", e);
        }
    }
}
