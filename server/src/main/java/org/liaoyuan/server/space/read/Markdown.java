package org.liaoyuan.server.space.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Markdown, and plain text, as blocks: headings with {@code #} or underlined, tables with bars, fenced code as one block, paragraphs
 * between empty lines. Anything is some Markdown: nothing fails. Time is linear in the length.
 */
final class Markdown {

    private static final Pattern HEADING = Pattern.compile("(#{1,6})[ \\t]+(.*?)[ \\t#]*");
    private static final Pattern RULE = Pattern.compile("[ \\t:|-]*");

    private static final int LONGEST_HEADING = 500;

    private final List<Block> blocks = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();
    private final @Nullable Integer page;

    private Markdown(@Nullable Integer page) {
        this.page = page;
    }

    static List<Block> blocks(@Nullable Integer page, String text) {
        Markdown markdown = new Markdown(page);
        markdown.read(text.lines().toList());
        return markdown.blocks;
    }

    private void read(List<String> lines) {
        String fence = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String stripped = line.strip();
            if (!fence.isEmpty() || stripped.startsWith("```") || stripped.startsWith("~~~")) {
                fence = fence(fence, stripped);
                append(line);
                if (fence.isEmpty()) {
                    flush();
                }
                continue;
            }
            // a longer one is no heading, and the pattern's time grows with the square
            Matcher heading = HEADING.matcher(stripped.length() > LONGEST_HEADING ? "" : stripped);
            if (stripped.isEmpty()) {
                flush();
            } else if (heading.matches()) {
                flush();
                addHeading(heading.group(1).length(), heading.group(2));
            } else if (isUnderline(stripped) && isOneLine()) {
                String title = paragraph.toString();
                paragraph.setLength(0);
                addHeading(stripped.charAt(0) == '=' ? 1 : 2, title);
            } else if (stripped.contains("|") && i + 1 < lines.size() && isRule(lines.get(i + 1))) {
                flush();
                i = table(lines, i);
            } else {
                append(line);
            }
        }
        flush();
    }

    /** The fence that is open after this line; empty for none. */
    private String fence(String open, String line) {
        if (open.isEmpty()) {
            flush();
            return line.substring(0, 3);
        }
        return line.startsWith(open) && line.substring(open.length()).isBlank() ? "" : open;
    }

    private boolean isOneLine() {
        return !paragraph.isEmpty() && paragraph.indexOf("\n") < 0;
    }

    private static boolean isUnderline(String line) {
        return line.length() >= 3
                && (line.chars().allMatch(c -> c == '=') || line.chars().allMatch(c -> c == '-'));
    }

    private static boolean isRule(String line) {
        return line.contains("|") && line.contains("-") && RULE.matcher(line).matches();
    }

    /** @return the last line of it */
    private int table(List<String> lines, int first) {
        StringBuilder table = new StringBuilder(row(lines.get(first)));
        int i = first + 2;
        while (i < lines.size() && lines.get(i).contains("|")) {
            table.append('\n').append(row(lines.get(i)));
            i++;
        }
        String text = Texts.lines(table);
        if (!text.isEmpty()) {
            blocks.add(Block.table(page, text));
        }
        return i - 1;
    }

    private static String row(String line) {
        String bare = line.strip();
        bare = bare.startsWith("|") ? bare.substring(1) : bare;
        bare = bare.endsWith("|") ? bare.substring(0, bare.length() - 1) : bare;
        return Texts.oneLine(bare.replace("|", " | "));
    }

    private void addHeading(int level, String title) {
        String clean = Texts.oneLine(title);
        if (!clean.isEmpty()) {
            blocks.add(Block.heading(level, page, clean));
        }
    }

    private void append(String line) {
        paragraph.append(paragraph.isEmpty() ? "" : "\n").append(line);
    }

    private void flush() {
        String text = Texts.lines(paragraph);
        paragraph.setLength(0);
        if (!text.isEmpty()) {
            blocks.add(Block.text(page, text));
        }
    }
}
