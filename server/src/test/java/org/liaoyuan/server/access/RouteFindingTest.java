package org.liaoyuan.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.server.PathContainer;

class RouteFindingTest {

    private static Route find(String method, String path) {
        return Routes.find(method, PathContainer.parsePath(path));
    }

    @Test
    void everyRowIsFoundByAPathOfItsPattern() {
        assertThat(Routes.ALL).allSatisfy(route -> {
            String path = route.pattern()
                    .getPatternString()
                    .replace("{*id}", "a/b")
                    .replace("/**", "/some/where")
                    .replaceAll("\\{[^}]*}", "x");
            String method = route.method().equals("*") ? "PATCH" : route.method();

            assertThat(find(method, path)).isEqualTo(route);
        });
    }

    @Test
    void anAddressWrittenInAnotherWayIsTheSameAddress() {
        assertThat(find("GET", "/%61pi/members").permission()).isEqualTo(Permission.SEE_MEMBERS);
        assertThat(find("GET", "/%61pi/nothing").permission()).isEqualTo(Permission.UNCLASSIFIED);
        assertThat(find("GET", "/api;x=1/nothing").permission()).isEqualTo(Permission.UNCLASSIFIED);
        assertThat(find("POST", "/v1/unheard/of").permission()).isEqualTo(Permission.USE_MODELS);
        assertThat(find("GET", "/assets/app.js").permission()).isEqualTo(Permission.PUBLIC);
        assertThat(find("POST", "/assets/app.js").permission()).isEqualTo(Permission.UNCLASSIFIED);
    }
}
