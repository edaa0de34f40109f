package org.liaoyuan.server.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ClaimsTest {

    @Example
    void groupsAreFoundByNameAndByPath() {
        Claims claims = new Claims(Map.of(
                "groups", List.of("/staff/editors", "plain", 7, " "),
                "realm_access", Map.of("roles", List.of("admin")),
                "https://example.com/groups", "one"));

        assertThat(claims.groups("groups")).containsExactly("/staff/editors", "staff/editors", "plain");
        assertThat(claims.groups("realm_access.roles")).containsExactly("admin");
        assertThat(claims.groups("https://example.com/groups")).containsExactly("one");
        assertThat(claims.groups("")).isEmpty();
        assertThat(claims.leavesOut("groups")).isFalse();
    }

    @Example
    void groupsThatAzureLeavesOutAreNoticed() {
        assertThat(new Claims(Map.of("_claim_names", Map.of("groups", "src1"))).leavesOut("groups"))
                .isTrue();
        assertThat(new Claims(Map.of("hasgroups", "true")).leavesOut("groups")).isTrue();
        assertThat(new Claims(Map.of("groups", List.of())).leavesOut("groups")).isFalse();
    }

    @Example
    void theIdTokensWordCountsBeforeUserinfos() {
        Claims both =
                new Claims(Map.of("email", "signed@example.com")).with(new Claims(Map.of("email", "x", "name", "Ada")));

        assertThat(both.text("email")).contains("signed@example.com");
        assertThat(both.text("name")).contains("Ada");
    }

    @Property
    void anyJsonIsTakenWithoutHarm(@ForAll("objects") Map<String, Object> json, @ForAll("names") String name) {
        assertThatCode(() -> {
                    Claims claims = new Claims(json);
                    claims.text(name);
                    claims.truth(name);
                    claims.has(name);
                    claims.leavesOut(name);
                    assertThat(claims.groups(name)).hasSizeLessThanOrEqualTo(2_001);
                })
                .doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("ab.").ofMaxLength(6);
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(600).map(s -> (Object) s),
                Arbitraries.integers().map(i -> (Object) i),
                Arbitraries.of(true, false).map(b -> (Object) b));
        Arbitrary<Object> list = leaf.list().ofMaxSize(5).map(l -> (Object) l);
        Arbitrary<Object> inner = Arbitraries.maps(names(), Arbitraries.oneOf(leaf, list))
                .ofMaxSize(4)
                .map(m -> (Object) m);
        return Arbitraries.maps(names(), Arbitraries.oneOf(leaf, list, inner)).ofMaxSize(6);
    }
}
