package org.liaoyuan.server.websearch.fetch;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import org.liaoyuan.server.space.read.Passage;

class PageFuzzTest {

    private static final PageReader READER = new PageReader();

    @DictionaryEntries({
        "<div>",
        "</div>",
        "<p>",
        "<table><tr><td>",
        "</table>",
        "<pre>",
        "<h1>",
        "<a href=x>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<svg>",
        "<template>",
        "<body>",
        "</body>",
        "<frameset>",
        " style=\"display:none\"",
        "<meta charset=gbk>",
        "&nbsp;",
        "&#0;",
        "&#xD800;"
    })
    @FuzzTest(maxDuration = "10s")
    void anyBytesBecomePassagesThatTheDatabaseTakesOrAReason(byte[] bytes) throws InterruptedException {
        PageClient.Sent sent = new PageClient.Sent(URI.create("https://example.com/"), "text/html", null, bytes, true);
        try {
            Page page = READER.read(sent);
            if (page.passages().isEmpty()) {
                throw new AssertionError("a page without passages was read");
            }
            for (Passage passage : page.passages()) {
                if (passage.text().isBlank() || passage.text().indexOf('\u0000') >= 0) {
                    throw new AssertionError("a passage is blank, or has a NUL");
                }
            }
        } catch (PageFailure expected) {
            // it says why
        }
    }
}
