package org.liaoyuan.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestParts;
import org.liaoyuan.server.cli.HoldingPost.Letter;
import org.liaoyuan.server.cli.HoldingPost.Where;
import org.liaoyuan.server.cli.Killing.Held;
import tools.jackson.databind.JsonNode;

/**
 * kill -9 of the server while a run has to do with others: in the middle of the start of another agent, of a signal that is taken, of a mail
 * by which somebody is told, and of one that the agent sends. There is one run below, a signal is taken once, the agent's mail goes out once
 * as a person says what became of it, and whoever is told twice has the same mail twice.
 *
 * <p>{@code -Dliaoyuan.test.kills=.*} goes through every place that matches, which takes minutes ({@code ./liaoyuan bench kills}).
 */
class KilledAmongOthersTest {

    private static final String CHILD = """
            {"name": "Child", "input": {"type": "object", "properties": {"place": {"type": "string"}}}, "nodes": [
              {"id": "start", "kind": "input", "next": "gone"},
              {"id": "gone", "kind": "file", "does": "read", "name": "none", "next": "wrong", "failed": "why"},
              {"id": "wrong", "kind": "answer", "text": "it was there"},
              {"id": "why", "kind": "answer", "text": "{{gone.error}}"}]}""";

    private static final String AGENT = """
            {"name": "Among others", "input": {"type": "object", "properties": {"place": {"type": "string"}}}, "nodes": [
              {"id": "start", "kind": "input", "next": "sub"},
              {"id": "sub", "kind": "agent", "agent": "Child", "input": {"place": "{{start.place}}"}, "next": "paid"},
              {"id": "paid", "kind": "event", "name": "paid", "key": "order {{start.place}}", "next": "more"},
              {"id": "more", "kind": "event", "name": "paid", "key": "order {{start.place}}", "next": "ask"},
              {"id": "ask", "kind": "approval", "question": "Send {{start.place}}?", "tell": ["mail"], "approved": "send", "refused": "no"},
              {"id": "send", "kind": "mail", "server": "127.0.0.1:%d", "security": "none", "from": "agents@example.com",
                "to": "customer@example.com", "subject": "{{start.place}}", "text": "{{paid.data.n}} boxes", "next": "said"},
              {"id": "no", "kind": "answer", "text": "not sent"},
              {"id": "said", "kind": "answer", "text": "{{sub}}; {{paid.data.n}} {{more.data.n}}; {{ask.approved}}; {{send.text}}"}]}""";

    private static final String SENT = "sent to customer@example.com";
    private static final String OUTPUT = "VALUE; 1 2; true; " + SENT;

    private static final List<String> WORDS = List.of(
            "run",
            "step",
            "wait",
            "call",
            "signal",
            "taken",
            "notice",
            "engine",
            "child",
            "child_step",
            "child_engine");

    /** Every row that is written about a run, or one that it began, is a place. */
    private static final String TRIGGERS = """
            create function word_of(run text, what text) returns text language plpgsql security definer as
            $$
            begin
                return case when exists(select from agent_run where id::text = run and parent is not null) then 'child_' else '' end || what;
            end
            $$;
            create function hold_run() returns trigger language plpgsql as
            $$
            begin
                perform hold(coalesce(new.input ->> 'place', ''), case when new.parent is null then 'run' else 'child' end);
                return new;
            end
            $$;
            create function hold_row() returns trigger language plpgsql as
            $$
            begin
                if tg_table_name = 'agent_step' then
                    raise log 'attempted % % .', new.run, new.position;
                end if;
                perform hold(place_of(new.run::text), word_of(new.run::text, tg_argv[0]));
                return new;
            end
            $$;
            create function hold_signal() returns trigger language plpgsql as
            $$
            begin
                perform hold(case when new.run is null then substr(new.key, 7) else place_of(new.run::text) end, 'signal');
                return new;
            end
            $$;
            create function hold_engine() returns trigger language plpgsql as
            $$
            begin
                perform hold(place_of(left(new.workflow_uuid, 36)), word_of(left(new.workflow_uuid, 36), 'engine'));
                return new;
            end
            $$;
            create trigger held before insert or update on agent_run for each row execute function hold_run();
            create trigger held before insert on agent_step for each row execute function hold_row('step');
            create trigger held before insert or update on agent_wait for each row execute function hold_row('wait');
            create trigger held before insert or update on agent_call for each row execute function hold_row('call');
            create trigger held before insert on agent_signal_taken for each row execute function hold_row('taken');
            create trigger held before insert or update on agent_notice for each row execute function hold_row('notice');
            create trigger held before insert or update on agent_signal for each row execute function hold_signal();
            create trigger held before insert on dbos.operation_outputs for each row execute function hold_engine();
            create trigger held before insert or update on dbos.workflow_status for each row execute function hold_engine()""";

    private static final Map<String, String> INSIDE = Map.of("LIAOYUAN_TOOLS_INSIDE", "127.0.0.1");

    /** The other run begun and not, a signal taken and not, mails that are with their server, of which nothing is written down. */
    private static final List<String> USUAL =
            List.of("child 1", "child_engine 1", "taken 1", "signal 4", "mail text", "notice text");

    /** Without an answer to the recipient, who sends has said nothing of which run it is: such a run is alone. */
    private static final List<List<String>> MAILS =
            List.of(List.of("mail text", "notice text"), List.of("mail rcpt"), List.of("notice rcpt"));

    @TempDir
    private Path folder;

    @Test
    void whereverARunIsKilledItHasToDoWithOthersOnce() throws Exception {
        try (HoldingPost post = new HoldingPost()) {
            Killing killing = new Killing(TestParts.home(folder), INSIDE, WORDS);
            Company company = new Company(killing, post);
            List<List<String>> batches = List.of(USUAL);
            String agent;
            try (Program server = killing.server()) {
                assertThat(killing.send(
                                        "PATCH",
                                        "/api/account",
                                        "{\"email\": \"boss@example.com\", \"language\": \"en\"}")
                                .join()
                                .statusCode())
                        .isEqualTo(200);
                assertThat(killing.send("PUT", "/api/agent-telling", """
                                {"address": "http://localhost:7860", "mail": {"server": "127.0.0.1:%d", "security": "none",
                                  "from": "agents@example.com"}}""".formatted(post.port()))
                                .join()
                                .statusCode())
                        .isEqualTo(200);
                company.other = killing.agent(CHILD);
                agent = killing.agent(AGENT.formatted(post.port()));
                assertThat(killing.free(agent, "first 0", company)).isEqualTo(OUTPUT);
                killing.install(TRIGGERS);
                assertThat(killing.free(agent, "none 0", company)).isEqualTo(OUTPUT);
                String which = System.getProperty("liaoyuan.test.kills", "");
                if (!which.isEmpty()) {
                    batches = Stream.concat(
                                    killing.batches("none 0", which).stream(),
                                    MAILS.stream()
                                            .filter(each -> each.getFirst().matches(which)))
                            .toList();
                }
                server.interrupt();
            }

            List<Killed> killed = new ArrayList<>();
            for (List<String> batch : batches) {
                killed.addAll(killing.kill(agent, batch, company));
            }

            Killed.report("a run with a run below, signals, mail to who is asked and mail of its own", killed, OUTPUT);
            System.out.println("of " + killed.size() + " runs " + company.twice
                    + " had told somebody by the same mail twice, and of " + company.asked
                    + " a person said what became of their own mail");
        }
    }

    /** Another system that pays, a person who is asked, and their mail. */
    private static final class Company implements Killing.Others {

        private static final String BOSS = "boss@example.com";
        private static final String CUSTOMER = "customer@example.com";
        private static final Pattern LINK = Pattern.compile("/asked#([A-Za-z0-9_-]{43})");

        private final Killing killing;
        private final HoldingPost post;
        private final Map<String, Payer> payers = new HashMap<>();
        private final Set<String> said = new HashSet<>();
        private final Set<String> tried = new HashSet<>();
        private String other = "";
        private int asked;
        private int twice;

        Company(Killing killing, HoldingPost post) {
            this.killing = killing;
            this.post = post;
        }

        /** Pays in two parts, each until it is told that it came. */
        private static final class Payer {
            private int came;
            private @Nullable CompletableFuture<HttpResponse<String>> asking;
        }

        @Override
        public void before(List<String> places) {
            for (String place : places) {
                if (isMail(place)) {
                    Where where = where(place);
                    post.hold(to(place), where, where == Where.TEXT ? place : "");
                }
            }
        }

        @Override
        public boolean isHeld(String place) {
            return isMail(place) && post.isHeld(to(place), where(place));
        }

        private static boolean isMail(String place) {
            return place.endsWith(" text") || place.endsWith(" rcpt");
        }

        private static String to(String place) {
            return place.startsWith("mail") ? CUSTOMER : BOSS;
        }

        private static Where where(String place) {
            return place.endsWith("text") ? Where.TEXT : Where.RCPT;
        }

        @Override
        public JsonNode look(Held run) {
            JsonNode now = killing.get("/api/agent-runs/" + run.id());
            pay(run, now);
            now.at("/approvals")
                    .valueStream()
                    // whoever was told
                    .filter(one -> one.at("/open").asBoolean()
                            && one.at("/told/0/sentAt").isString())
                    .forEach(one -> say(run, "approvals", one, "{\"approved\": true}"));
            now.at("/outcomes")
                    .valueStream()
                    .filter(one -> one.at("/open").asBoolean())
                    .forEach(one -> {
                        String answer = mails(run.place()).isEmpty()
                                ? "{\"answer\": \"AGAIN\"}"
                                : "{\"answer\": \"DONE\", \"output\": {\"text\": \"" + SENT + "\"}}";
                        if (say(run, "outcomes", one, answer)) {
                            asked++;
                        }
                    });
            return now;
        }

        private boolean say(Held run, String what, JsonNode one, String words) {
            String path = "/api/agent-runs/" + run.id() + "/" + what + "/"
                    + one.at("/position").asString();
            if (said.add(path)) {
                var unused = killing.post(path, words);
                return true;
            }
            return false;
        }

        /** The first part at once, to whoever waits for its key; the second one to the run, when it waits for that. */
        private void pay(Held run, JsonNode now) {
            Payer payer = payers.computeIfAbsent(run.place(), place -> new Payer());
            CompletableFuture<HttpResponse<String>> asking = payer.asking;
            if (asking != null && !asking.isDone()) {
                return;
            }
            if (asking != null) {
                payer.came +=
                        !asking.isCompletedExceptionally() && asking.join().statusCode() == 202 ? 1 : 0;
                payer.asking = null;
            }
            boolean isMore = now.at("/awaited")
                    .valueStream()
                    .anyMatch(one -> one.at("/node").asString().equals("more"));
            String once = run.place() + " part " + payer.came;
            if (payer.came == 0) {
                payer.asking = killing.post(
                        "/api/agent-signals",
                        "{\"name\": \"paid\", \"key\": \"order " + run.place() + "\", \"data\": {\"n\": 1}}",
                        "Idempotency-Key",
                        once);
            } else if (payer.came == 1 && isMore) {
                payer.asking = killing.post(
                        "/api/agent-runs/" + run.id() + "/signals/paid",
                        "{\"data\": {\"n\": 2}}",
                        "Idempotency-Key",
                        once);
            }
        }

        @Override
        public void dying() throws SQLException {
            tried.clear();
            try (Connection owner = killing.connect();
                    Statement statement = owner.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select id from agent_notice where attempts > 0 and next_at is not null")) {
                while (row.next()) {
                    tried.add(row.getString(1));
                }
            }
        }

        /** What was under way is tried again after minutes, which nobody waits for here. */
        @Override
        public void after() throws SQLException {
            post.release();
            said.clear();
            payers.values().forEach(payer -> payer.asking = null);
            try (Connection owner = killing.connect();
                    Statement statement = owner.createStatement()) {
                for (String id : tried) {
                    statement.execute(
                            "update agent_notice set next_at = now() where id = '" + id + "' and sent_at is null");
                }
            }
            // where nothing is written down the server looks more seldom
            killing.post("/api/agent-runs", "{\"agent\": \"" + other + "\", \"input\": {}}")
                    .join();
        }

        @Override
        public void ended(List<String> places) throws SQLException {
            try (Connection owner = killing.connect();
                    Statement statement = owner.createStatement()) {
                for (String place : places) {
                    String runs = "(select id from agent_run where input ->> 'place' = '" + place + "')";
                    assertThat(counted(statement, "agent_run where parent in " + runs))
                            .as("%s: runs below", place)
                            .isEqualTo(1);
                    assertThat(counted(statement, "agent_signal_taken where run in " + runs))
                            .as("%s: signals that were taken", place)
                            .isEqualTo(2);
                    assertThat(counted(
                                    statement,
                                    "agent_signal where delivery in ('" + place + " part 0', '" + place + " part 1')"))
                            .as("%s: signals that were kept", place)
                            .isEqualTo(2);
                    assertThat(mails(place))
                            .as("%s: the agent's own mail", place)
                            .hasSize(1);
                    toldBySameMail(place);
                }
            }
        }

        private static int counted(Statement statement, String what) throws SQLException {
            try (ResultSet row = statement.executeQuery("select count(*) from " + what)) {
                assertThat(row.next()).isTrue();
                return row.getInt(1);
            }
        }

        private List<Letter> mails(String place) {
            return post.letters().stream()
                    .filter(letter -> letter.to().equals(CUSTOMER)
                            && letter.text().lines().anyMatch(line -> line.equals("Subject: " + place)))
                    .toList();
        }

        private void toldBySameMail(String place) {
            List<Letter> told = post.letters().stream()
                    .filter(letter -> letter.to().equals(BOSS) && letter.text().contains("> Send " + place + "?"))
                    .toList();
            assertThat(told).as("%s: mails to who is asked", place).hasSizeBetween(1, 2);
            assertThat(told.stream().map(Letter::id).distinct())
                    .as("%s: one mail", place)
                    .hasSize(1);
            assertThat(told.stream().map(Company::link).distinct())
                    .as("%s: one link", place)
                    .hasSize(1);
            twice += told.size() - 1;
        }

        private static String link(Letter letter) {
            return LINK.matcher(letter.text().replace("=\n", ""))
                    .results()
                    .map(match -> match.group(1))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no link: " + letter.text()));
        }
    }
}
