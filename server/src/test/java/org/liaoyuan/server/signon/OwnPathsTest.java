package org.liaoyuan.server.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class OwnPathsTest {

    private static final URI HERE = URI.create("https://chat.example.com/api/sign-on/callback");

    @Property
    void whateverIsAskedForStaysOnThisServersPages(
            @ForAll
                    @Chars({'/', '\\', '.', ':', '@', '?', '#', '%', '\t', '\r', '\n', ' ', 'a'})
                    @CharRange(from = 'a', to = 'e')
                    @StringLength(max = 30)
                    String wanted) {
        String path = OwnPaths.of(wanted);

        assertThat(HERE.resolve(path.replace("%", "").split("[?#]", 2)[0]).getHost())
                .isEqualTo("chat.example.com");
        assertThat(path)
                .startsWith("/")
                .doesNotStartWith("//")
                .doesNotStartWith("/\\")
                .doesNotContainPattern("\\p{Cntrl}");
        assertThat(OwnPaths.of(path)).isEqualTo(path);
    }

    @Example
    void pagesAreKeptAndTheDoorsOfProgramsAreNot() {
        assertThat(OwnPaths.of("/c/0b0e7f1e-0000-4000-8000-000000000000?x=1#y"))
                .isEqualTo("/c/0b0e7f1e-0000-4000-8000-000000000000?x=1#y");
        for (String refused : new String[] {
            "//evil.example", "/\\evil.example", "https://evil.example", "/api/session", "/v1", "usage", ""
        }) {
            assertThat(OwnPaths.of(refused)).as(refused).isEqualTo("/");
        }
    }
}
