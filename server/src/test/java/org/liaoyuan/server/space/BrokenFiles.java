package org.liaoyuan.server.space;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Files that break off, need a password, unpack without end, or are not what they seem, each with what may be said of it. */
public final class BrokenFiles {

    private BrokenFiles() {}

    /** @param reasons names of what may be said; most can be only one */
    public record Broken(String name, byte[] bytes, Set<String> reasons) {}

    private interface Kind {

        byte[] of(int number) throws Exception;
    }

    private record Named(String name, Kind kind, Set<String> reasons) {}

    private static Named named(String name, Kind kind, String... reasons) {
        return new Named(name, kind, Set.of(reasons));
    }

    private static final List<Named> KINDS = List.of(
            named("cut.docx", i -> half(SampleFiles.docx("H", "text " + i, "1")), "DAMAGED"),
            named("cut.pdf", i -> SampleFiles.utf8("%PDF-1.7 breaks off " + i), "DAMAGED"),
            named("cut.xlsx", i -> half(SampleFiles.xlsx("S", "text " + i)), "DAMAGED"),
            named("cut.pptx", i -> half(SampleFiles.pptx("text " + i)), "DAMAGED"),
            named("cut.epub", i -> half(SampleFiles.epub("A", noise(i, 2000))), "DAMAGED"),
            named("cut.zip", i -> half(SampleFiles.zip(Map.of("a.txt", SampleFiles.utf8(noise(i, 9000))))), "DAMAGED"),
            named("locked.pdf", i -> SampleFiles.encryptedPdf("secret " + i), "ENCRYPTED"),
            named("locked.docx", i -> SampleFiles.encryptedDocx("secret " + i), "ENCRYPTED"),
            named("locked.zip", BrokenFiles::encryptedZip, "ENCRYPTED"),
            named("flat-bomb.zip", i -> SampleFiles.bomb("a" + i + ".txt", 'a', 200), "BOMB", "TOO_LONG"),
            named("nested-bomb.zip", BrokenFiles::nested, "BOMB", "TOO_LONG"),
            named("many.zip", BrokenFiles::many, "BOMB"),
            named("bomb.docx", i -> word(i, "a".repeat(1 << 24)), "BOMB", "DAMAGED", "TOO_LONG"),
            named("empty.txt", i -> SampleFiles.utf8(" \n".repeat(i + 1)), "EMPTY"),
            named(
                    "scan.pdf",
                    i -> SampleFiles.pdf(Collections.nCopies(i + 1, "").toArray(String[]::new)),
                    "EMPTY"),
            named("junk.pdf", i -> junk(i), "DAMAGED", "UNSUPPORTED"),
            named("junk.bin", i -> junk(1000 + i), "UNSUPPORTED"),
            named("image.docx", BrokenFiles::hugeImage, "DAMAGED", "BOMB"),
            named("huge.png", i -> hugeImage(500 + i), "DAMAGED", "BOMB"),
            named("entity.docx", BrokenFiles::entity, "DAMAGED"),
            named("laughs.docx", BrokenFiles::laughs, "DAMAGED"),
            named("deep.docx", i -> word(i, "<w:p>".repeat(200_000)), "DAMAGED", "BOMB"),
            named(
                    "deep.html",
                    i -> SampleFiles.utf8("<!doctype html><html><!--" + i + "-->" + "<div>".repeat(300_000)),
                    "EMPTY",
                    "BOMB"),
            named("circle.pdf", BrokenFiles::circle, "DAMAGED", "EMPTY"));

    /** How many kinds there are. */
    public static int kinds() {
        return KINDS.size();
    }

    /** All kinds in turn. */
    public static List<Broken> of(int count) throws Exception {
        List<Broken> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Named kind = KINDS.get(i % KINDS.size());
            all.add(new Broken("broken" + i + "-" + kind.name, kind.kind.of(i), kind.reasons));
        }
        return all;
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    /** Letters that pack to little less than they are. */
    private static String noise(int seed, int length) {
        StringBuilder text = new StringBuilder();
        new Random(seed).ints(length, 'a', 'z').forEach(c -> text.append((char) c));
        return text.toString();
    }

    private static byte[] junk(int seed) {
        byte[] bytes = new byte[3000];
        new Random(seed).nextBytes(bytes);
        bytes[0] = 0;
        return bytes;
    }

    /** The bit that says so is set, as it stands in each header; what follows is then no longer text. */
    private static byte[] encryptedZip(int number) throws IOException {
        byte[] zip = SampleFiles.zip(Map.of("a.txt", SampleFiles.utf8("secret " + number)));
        for (int i = 0; i + 10 < zip.length; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 3 && zip[i + 3] == 4) {
                zip[i + 6] |= 1;
            } else if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
                zip[i + 8] |= 1;
            }
        }
        return zip;
    }

    private static byte[] nested(int number) throws IOException {
        byte[] bytes = SampleFiles.bomb("a" + number + ".txt", 'a', 20);
        for (int i = 0; i < 12; i++) {
            bytes = SampleFiles.zip(Map.of("a" + i + ".zip", bytes));
        }
        return bytes;
    }

    private static byte[] many(int number) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (int i = 0; i < 2100; i++) {
            files.put(number + "-" + i + ".txt", SampleFiles.utf8("x" + i));
        }
        return SampleFiles.zip(files);
    }

    private static byte[] hugeImage(int number) {
        ByteBuffer png = ByteBuffer.allocate(64);
        png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'});
        png.putInt(1_000_000).putInt(1_000_000 + number);
        return png.array();
    }

    private static byte[] entity(int number) throws Exception {
        return document(
                number,
                "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>",
                "<w:p><w:r><w:t>&e; stands here</w:t></w:r></w:p>");
    }

    private static byte[] laughs(int number) throws Exception {
        StringBuilder type = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 12; i++) {
            type.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return document(number, type.append("]>").toString(), "<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>");
    }

    private static byte[] word(int number, String body) throws Exception {
        return document(number, "", body);
    }

    /** A Word file whose text is replaced. */
    private static byte[] document(int number, String type, String body) throws Exception {
        byte[] xml = SampleFiles.utf8("<?xml version=\"1.0\"?>" + type
                + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" + body
                + "</w:body></w:document>");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream from =
                        new ZipInputStream(new ByteArrayInputStream(SampleFiles.docx("H", "text " + number, "1")));
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(entry.getName().equals("word/document.xml") ? xml : from.readAllBytes());
                to.closeEntry();
            }
            to.putNextEntry(new ZipEntry("number-" + number));
            to.closeEntry();
        }
        return out.toByteArray();
    }

    /** Pages that are their own parents. */
    private static byte[] circle(int number) {
        return SampleFiles.utf8("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                + "2 0 obj<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count " + (number + 1) + ">>endobj\n"
                + "trailer<</Root 1 0 R>>\n%%EOF");
    }
}
