package org.liaoyuan.server.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Files of the kinds that are read, each with a word that no other has. */
public final class GoodFiles {

    private static final String LETTERS = "bcdfghjkmnpqrtvwxz";

    private GoodFiles() {}

    /** A file as somebody uploads it, and a word in it. */
    public record Good(String name, byte[] bytes, String word) {}

    private interface Kind {

        byte[] of(String sentence) throws Exception;
    }

    private record Named(String ending, Kind kind) {}

    private static final List<Named> KINDS = List.of(
            new Named("txt", SampleFiles::utf8),
            new Named("md", text -> SampleFiles.utf8("# 标题\n\n" + text + "\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")),
            new Named(
                    "html",
                    text -> SampleFiles.utf8("<!doctype html><html><body><h1>Page</h1><p>" + text + "</body></html>")),
            new Named("csv", text -> SampleFiles.utf8("name,value\nfirst,1\n" + text + ",2\n")),
            new Named("docx", text -> SampleFiles.docx("标题", text, "42")),
            new Named("xlsx", text -> SampleFiles.xlsx("Sheet", "12", text)),
            new Named("pptx", text -> SampleFiles.pptx("first slide", text)),
            new Named("pdf", text -> SampleFiles.pdf("The first page", text)),
            new Named("epub", text -> SampleFiles.epub("第一章", text)),
            new Named("eml", GoodFiles::mail),
            new Named(
                    "zip",
                    text -> SampleFiles.zip(Map.of(
                            "a.txt", SampleFiles.utf8("beside it"), "b.docx", SampleFiles.docx("H", text, "1")))),
            new Named(
                    "java",
                    text -> SampleFiles.utf8("package a;\n\n/** " + text + ". */\nclass A {\n    int b = 1;\n}\n")));

    private static byte[] mail(String text) {
        return SampleFiles.utf8("From: ada@example.org\r\nTo: bob@example.org\r\nSubject: Plan\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n");
    }

    /** All kinds in turn. */
    public static List<Good> of(int count) throws Exception {
        List<Good> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Named kind = KINDS.get(i % KINDS.size());
            String word = word(i);
            all.add(new Good("good" + i + "." + kind.ending, kind.kind.of("they call it " + word + " here"), word));
        }
        return all;
    }

    /** No stem of another, and no word of any language. */
    private static String word(int number) {
        StringBuilder word = new StringBuilder("xq");
        for (int rest = number, i = 0; i < 4; i++, rest /= LETTERS.length()) {
            word.append(LETTERS.charAt(rest % LETTERS.length()));
        }
        return word.append("kk").toString();
    }
}
