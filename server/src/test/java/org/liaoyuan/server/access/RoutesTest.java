package org.liaoyuan.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every route of the running program, as everybody. */
class RoutesTest {

    /** What the walk found, committed: a change of who may what is a change of this file. */
    private static final Path COMMITTED = Path.of("src/test/resources/permissions.txt");

    private static House house;

    @BeforeAll
    static void start() {
        house = House.get();
    }

    /** Method and pattern of each handler; * for one that takes every method. */
    private static Set<List<String>> mapped() {
        Set<List<String>> all = new java.util.LinkedHashSet<>();
        for (RequestMappingInfoHandlerMapping mapping : house.server.beans(RequestMappingInfoHandlerMapping.class)) {
            for (var handler : mapping.getHandlerMethods().entrySet()) {
                // the page's document is everybody's, at every address of its own
                if (handler.getValue().getBeanType().getSimpleName().equals("IndexController")) {
                    continue;
                }
                RequestMappingInfo info = handler.getKey();
                for (String pattern : info.getPatternValues()) {
                    Set<String> methods = new TreeSet<>();
                    info.getMethodsCondition().getMethods().forEach(m -> methods.add(m.name()));
                    for (String method : methods.isEmpty() ? Set.of("*") : methods) {
                        // the tests' own
                        if (!pattern.startsWith("/test/")) {
                            all.add(List.of(method, pattern));
                        }
                    }
                }
            }
        }
        return all;
    }

    @Test
    void everyRouteIsClassified() {
        Set<List<String>> classified = new java.util.HashSet<>();
        Routes.ALL.forEach(r -> classified.add(List.of(r.method(), r.pattern().getPatternString())));

        assertThat(mapped())
                .as("a route that is missing in access.Routes: say there which permission it needs")
                .hasSizeGreaterThan(50)
                .allSatisfy(route -> assertThat(classified).contains(route));
    }

    @Test
    void everyRouteLetsInWhomTheTableLetsInAndNobodyElse() throws IOException {
        List<String> lines = new ArrayList<>();
        for (List<String> route : mapped()) {
            String method = route.getFirst().equals("*") ? "GET" : route.getFirst();
            Route row = Routes.ALL.stream()
                    .filter(r -> r.method().equals(route.getFirst())
                            && r.pattern().getPatternString().equals(route.getLast()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(route + " is not classified"));
            List<String> letIn = new ArrayList<>();
            for (var visitor : visitors().entrySet()) {
                int status = visitor.getValue()
                        .with(House.WALK, "1")
                        .send(method, example(route.getLast()), method.equals("GET") ? "" : "{}")
                        .status();

                boolean expected = expected(visitor.getKey(), row.permission());
                Set<Integer> refused = Set.of(401, 403);
                assertThat(!refused.contains(status))
                        .as("%s of %s as %s: %s", method, route.getLast(), visitor.getKey(), status)
                        .isEqualTo(expected);
                // the actuator's handlers know no interceptors: they are asked in earnest, and only look
                assertThat(refused.contains(status)
                                || status == House.WOULD_BE_HANDLED
                                || route.getLast().startsWith("/actuator"))
                        .as("%s of %s was handled: %s", method, route.getLast(), status)
                        .isTrue();
                if (expected) {
                    letIn.add(visitor.getKey());
                }
            }
            lines.add("%-6s %-75s %s".formatted(route.getFirst(), route.getLast(), String.join(" ", letIn)));
        }
        lines.sort(Comparator.comparing((String line) -> line.substring(7)).thenComparing(line -> line));
        String found = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("liaoyuan.permissions.write")) {
            Files.writeString(COMMITTED, found);
        }
        assertThat(found)
                .as("if that is meant, write it anew with -Dliaoyuan.permissions.write=true and look at the diff")
                .isEqualTo(Files.readString(COMMITTED));
    }

    private static String example(String pattern) {
        return pattern.replace("{*id}", "some")
                .replace("/**", "/x")
                .replaceAll("\\{[^}]*}", "0b0e7f1e-0000-4000-8000-000000000000");
    }

    /** By what they are called in the committed file. */
    private static Map<String, Visitor> visitors() {
        Map<String, Visitor> all = new LinkedHashMap<>();
        all.put("anybody", Visitor.stranger(house.server));
        house.people.forEach((role, visitor) -> all.put(role.stored(), visitor));
        all.put("owner-elsewhere", elsewhere);
        all.put("key", key);
        return all;
    }

    private static Visitor elsewhere;
    private static Visitor key;

    @BeforeAll
    static void invite() {
        elsewhere = House.get().newOrganisation("Elsewhere", "walker-elsewhere");
        key = Visitor.withKey(
                House.get().server,
                House.get()
                        .owner()
                        .post("/api/keys", "{\"name\":\"walk\"}")
                        .at("/secret")
                        .asString());
    }

    /** Said once more, and otherwise than {@link Identity#may} says it. */
    private static boolean expected(String visitor, Permission permission) {
        if (permission == Permission.PUBLIC) {
            return true;
        }
        return switch (visitor) {
            case "anybody" -> false;
            case "key" -> permission == Permission.USE_MODELS || permission == Permission.SEE_MODELS;
            case "owner-elsewhere" ->
                !Set.of(
                                Permission.SEE_PROVIDERS,
                                Permission.MANAGE_MODELS,
                                Permission.VERIFY_AUDIT,
                                Permission.SEE_METRICS,
                                Permission.MANAGE_AUDIT,
                                Permission.MANAGE_SECRETS,
                                Permission.MANAGE_WEB_SEARCH,
                                Permission.MANAGE_WATCHED_FOLDERS,
                                Permission.MANAGE_ORGANISATIONS)
                        .contains(permission);
            default -> permission.isOf(Role.ofStored(visitor));
        };
    }

    @Test
    void whatNobodyClassifiedIsNobodys() {
        assertThat(house.owner().get("/api/nothing").status()).isEqualTo(404);
        assertThat(Visitor.stranger(house.server).get("/api/nothing").status()).isEqualTo(401);
        assertThat(Visitor.stranger(house.server)
                        .send("POST", "/index.html", "")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void noOtherSpellingOfAPathLeadsPastTheTable() {
        for (String path : List.of(
                "/api//conversations",
                "/api/conversations/",
                "/api/conversations;x=1",
                "/%61pi/conversations",
                "/api/./conversations",
                "/x/../api/conversations",
                "/API/conversations")) {
            assertThat(Visitor.stranger(house.server).get(path))
                    .as(path)
                    .satisfies(reply -> assertThat(reply.status()).isIn(400, 401, 403, 404))
                    .satisfies(reply -> assertThat(reply.text()).doesNotContain("createdAt"));
        }
    }
}
