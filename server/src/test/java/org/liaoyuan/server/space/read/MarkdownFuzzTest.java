package org.liaoyuan.server.space.read;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

class MarkdownFuzzTest {

    @DictionaryEntries({"# ", "###### ", "|", "|---|---|", "```", "~~~", "===", "---", ". "})
    @FuzzTest(maxDuration = "10s")
    void anyTextBecomesPassagesThatTheDatabaseAndTheModelTake(byte[] bytes) {
        List<Block> blocks = Markdown.blocks(null, new String(bytes, StandardCharsets.UTF_8));

        for (Passage passage : Passages.of(blocks)) {
            if (passage.text().isBlank() || passage.text().indexOf('\u0000') >= 0) {
                throw new AssertionError("a passage is blank, or has a NUL");
            }
            if (Passages.tokens(passage.text()) > Passages.MOST + Passages.GOAL / 3) {
                throw new AssertionError("a passage has " + Passages.tokens(passage.text()) + " tokens");
            }
        }
    }
}
