package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.profile.Grading;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs cases of the library's agents, each from its fixture to what came of it, and grades them by their rules. A case, in {@code
 * agents/library/NAME/eval.json}: {@code id}, {@code language}, {@code about} (what it tries), {@code fixture}, {@code input}, {@code decide} (what a
 * person says to which question), and {@code expect}:
 *
 * <ul>
 *   <li>{@code state} of the run, {@code DONE} where it is left out; {@code failure} of one that shall fail
 *   <li>{@code answer} and {@code question} (what the person was asked): rules as {@code profile.grade} reads them
 *   <li>{@code matches}: patterns that the answer has to hold
 *   <li>{@code passed} and {@code skipped}: nodes
 *   <li>{@code outputs}: of a node, by JSON pointer, as text
 *   <li>{@code mails}: all that were sent, each with {@code to}, and rules for {@code subject} and {@code text}; none where it is left out
 *   <li>{@code rows}: statements and what each gives
 * </ul>
 */
final class LibraryEval {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Company company;
    private final Visitor starter;
    private final String model;
    private final Grading grading;
    private final Map<String, String> agents = new HashMap<>();

    /** What came of a case; it is right where nothing failed. */
    record Verdict(String id, List<String> failures, Duration time, int tokens, double yuan, Reply run) {

        boolean isRight() {
            return failures.isEmpty();
        }
    }

    /**
     * With an account of its own for whoever starts the runs.
     *
     * @param documents that lie in their space
     */
    LibraryEval(Company company, String model, List<String> documents) {
        this.company = company;
        this.model = model;
        this.grading = Agency.HOUSE.server.bean(Grading.class);
        this.starter = Agency.HOUSE.newMember(Agency.HOUSE.owner(), "evals-" + UUID.randomUUID(), Role.MEMBER);
        Company.inform(starter, documents);
    }

    static List<JsonNode> cases(String name) {
        return JSON.readTree(Company.resource("/agents/library/" + name + "/eval.json"))
                .valueStream()
                .toList();
    }

    /** Releases the agent as an organisation would that takes it from the library. */
    String agent(String name, String language) {
        return agents.computeIfAbsent(name + language, key -> {
            Map<String, String> values = new HashMap<>();
            JsonNode needs = Agency.BUILDER
                    .get("/api/agent-library?language=" + language)
                    .body()
                    .valueStream()
                    .filter(entry -> entry.at("/name").asString().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .at("/needs");
            Map<String, String> own = company.needs();
            own.put("model", model);
            needs.forEach(need -> Optional.ofNullable(own.get(need.at("/name").asString()))
                    .ifPresent(value -> values.put(need.at("/name").asString(), value)));
            Reply made = Agency.BUILDER.post(
                    "/api/agents",
                    JSON.writeValueAsString(
                            Map.of("library", Map.of("name", name, "language", language, "values", values))));
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            Reply released = Agency.BUILDER.post("/api/agents/" + made.at("/id").asString() + "/releases", "");
            assertThat(released.status()).as(released.text()).isEqualTo(201);
            return made.at("/id").asString();
        });
    }

    Verdict run(String name, JsonNode each) {
        company.settle(each.path("fixture"));
        String agent = agent(name, each.path("language").asString());
        String run = Agency.started(starter, agent, each.path("input").toString());
        List<String> failures = new ArrayList<>();
        Reply end = walked(run, each.path("decide"), failures);
        grade(each.path("expect"), end, failures);
        return new Verdict(each.path("id").asString(), List.copyOf(failures), time(end), tokens(end), yuan(end), end);
    }

    /** Until it ends, or asks what the case has no answer to. */
    private Reply walked(String run, JsonNode decisions, List<String> failures) {
        while (true) {
            Reply reply = Awaitility.await()
                    .atMost(LONGEST)
                    .pollInterval(Duration.ofMillis(100))
                    .until(
                            () -> starter.get("/api/agent-runs/" + run),
                            now -> !now.at("/run/state").asString().equals("RUNNING"));
            Optional<JsonNode> asked = reply.at("/approvals")
                    .valueStream()
                    .filter(approval -> approval.at("/open").asBoolean())
                    .findFirst();
            if (asked.isEmpty()) {
                return reply;
            }
            String node = asked.get().at("/node").asString();
            Optional<JsonNode> decision = decisions
                    .valueStream()
                    .filter(one -> one.path("node").asString().equals(node))
                    .findFirst();
            if (decision.isEmpty()) {
                failures.add("it asks at " + node + " and nobody is there: "
                        + asked.get().at("/question").asString());
                starter.post("/api/agent-runs/" + run + "/cancellation", "");
                return starter.get("/api/agent-runs/" + run);
            }
            Visitor who = asked.get().at("/by").asString().equals("ADMIN") ? Agency.HOUSE.owner() : starter;
            Reply decided = who.post(
                    "/api/agent-runs/" + run + "/approvals/"
                            + asked.get().at("/position").asString(),
                    JSON.writeValueAsString(Map.of(
                            "approved", decision.get().path("approved").asBoolean(),
                            "note", decision.get().path("note").asString(""))));
            assertThat(decided.status()).as(decided.text()).isEqualTo(200);
        }
    }

    private void grade(JsonNode expect, Reply run, List<String> failures) {
        String answer = run.at("/run/output/text").asString("");
        String state = run.at("/run/state").asString();
        if (!state.equals(expect.path("state").asString("DONE"))) {
            failures.add("it is " + state + " at " + run.at("/run/failedNode").asString("") + ": "
                    + run.at("/run/detail").asString(""));
        }
        if (expect.has("failure")
                && !run.at("/run/failure")
                        .asString("")
                        .equals(expect.path("failure").asString())) {
            failures.add("it failed for " + run.at("/run/failure").asString(""));
        }
        rule("answer", expect.path("answer"), answer, failures);
        rule(
                "question",
                expect.path("question"),
                run.at("/approvals/0/question").asString(""),
                failures);
        expect.path("matches").forEach(pattern -> {
            if (!Pattern.compile(pattern.asString()).matcher(answer).find()) {
                failures.add("answer has no " + pattern.asString());
            }
        });
        List<String> nodes = Agency.nodes(run);
        expect.path("passed")
                .valueStream()
                .map(JsonNode::asString)
                .filter(id -> !nodes.contains(id))
                .forEach(id -> failures.add("it did not pass " + id));
        expect.path("skipped")
                .valueStream()
                .map(JsonNode::asString)
                .filter(nodes::contains)
                .forEach(id -> failures.add("it passed " + id));
        expect.path("outputs")
                .forEachEntry((node, wanted) -> wanted.forEachEntry((pointer, value) -> {
                    String is = output(run, node, pointer);
                    if (!is.equals(value.asString())) {
                        failures.add(node + pointer + " is '" + is + "', not '" + value.asString() + "'");
                    }
                }));
        mails(expect.path("mails"), failures);
        expect.path("rows").forEach(row -> {
            String is = company.value(row.path("sql").asString());
            if (!is.equals(row.path("is").asString())) {
                failures.add(row.path("sql").asString() + " gives '" + is + "', not '"
                        + row.path("is").asString() + "'");
            }
        });
    }

    private static String output(Reply run, String node, String pointer) {
        return run.at("/steps")
                .valueStream()
                .filter(step -> step.at("/node").asString().equals(node)
                        && !step.at("/kind").asString().equals("round"))
                .reduce((first, last) -> last)
                .map(step -> step.at("/output" + pointer))
                .map(value -> value.isString() ? value.stringValue() : value.toString())
                .orElse("");
    }

    private void mails(JsonNode wanted, List<String> failures) {
        List<Company.Sent> sent = company.mails();
        if (sent.size() != wanted.size()) {
            failures.add(sent.size() + " mails were sent, not " + wanted.size());
            return;
        }
        for (int i = 0; i < sent.size(); i++) {
            JsonNode one = wanted.get(i);
            List<String> to =
                    one.path("to").valueStream().map(JsonNode::asString).toList();
            if (!sent.get(i).to().equals(to)) {
                failures.add("a mail went to " + sent.get(i).to() + ", not to " + to);
            }
            rule("subject", one.path("subject"), sent.get(i).subject(), failures);
            rule("mail", one.path("text"), sent.get(i).text(), failures);
        }
    }

    private void rule(String what, JsonNode rule, String text, List<String> failures) {
        if (!rule.isMissingNode()) {
            grading.failure(rule, text).ifPresent(why -> failures.add(what + " is " + why + ": " + text));
        }
    }

    private static Duration time(Reply run) {
        return Duration.between(
                Instant.parse(run.at("/run/startedAt").asString()),
                run.at("/run/endedAt").isNull()
                        ? Instant.now()
                        : Instant.parse(run.at("/run/endedAt").asString()));
    }

    private static int tokens(Reply run) {
        return run.at("/steps")
                .valueStream()
                .mapToInt(step -> step.at("/promptTokens").asInt()
                        + step.at("/completionTokens").asInt())
                .sum();
    }

    private static double yuan(Reply run) {
        return run.at("/steps")
                .valueStream()
                .mapToDouble(step -> step.at("/yuan").asDouble())
                .sum();
    }
}
