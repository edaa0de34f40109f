package org.liaoyuan.server.space;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.engine.gguf.TinyReranker;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.access.Identity;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.Caller;
import org.liaoyuan.server.model.ModelService;
import org.liaoyuan.server.model.Reranking;
import org.liaoyuan.server.store.Tenant;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** On {@link TinyReranker}: the more of a passage is "paris", the better it judges it. */
class RerankedTest {

    private static final TestServer SERVER = TestServer.get();
    private static final String MODEL = "tiny-reranker";
    private static final Identity OWNER = Identity.local(Identity.Way.COMMAND, "");
    private static final RerankSettings WANTED = new RerankSettings(true, MODEL, 24, Duration.ofMinutes(1));

    @BeforeAll
    static void putTheModelInItsPlace() throws IOException {
        TinyReranker.write(SERVER.bean(Home.class).models().resolve(MODEL + ".gguf"), 1);
    }

    private static FoundPassage passage(String text, double score) {
        return new FoundPassage(
                UUID.randomUUID(), null, "a.txt", 1, 0, List.of(), null, text, List.of(), score, 0.5, 0.25, List.of());
    }

    private static final List<FoundPassage> FUSED =
            List.of(passage("cats sleep a lot", 0.9), passage("the capital of france", 0.5), passage("paris", 0.1));

    private static List<String> texts(List<FoundPassage> passages) {
        return passages.stream().map(FoundPassage::text).toList();
    }

    private static Reranked with(ModelService models, Duration most) {
        var beans = new StaticListableBeanFactory();
        beans.addBean("telemetry", SERVER.bean(OpenTelemetry.class));
        return new Reranked(
                models, new RerankSettings(true, MODEL, 24, most), beans.getBeanProvider(OpenTelemetry.class));
    }

    private static String lastOutcome() {
        return SERVER.bean(InMemorySpanExporter.class).getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals("space.rerank"))
                .reduce((first, second) -> second)
                .orElseThrow()
                .getAttributes()
                .get(AttributeKey.stringKey("liaoyuan.space.rerank"));
    }

    @Test
    void theModelsOrderStandsAndWhatWordsAndMeaningSaidOfEachStays() {
        Reranked reranked = with(SERVER.bean(ModelService.class), Duration.ofMinutes(1));

        Reranked.Order order =
                Tenant.LOCAL.ask(() -> reranked.of(MODEL, "what is the capital of france", FUSED, Caller.LOCAL));

        assertThat(order.outcome()).isEqualTo(Reranked.Outcome.REORDERED);
        assertThat(texts(order.passages()).getFirst()).isEqualTo("paris");
        assertThat(order.passages()).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        assertThat(order.passages()).allMatch(p -> p.words() == 0.5 && p.meaning() == 0.25);
        assertThat(lastOutcome()).isEqualTo("reordered");
        reranked.close();
    }

    /** The server's models but for ranking, which waits until it is let go. */
    private static ModelService waiting(CountDownLatch go, UnaryOperator<Reranking> then) {
        return (ModelService) Proxy.newProxyInstance(
                RerankedTest.class.getClassLoader(),
                new Class<?>[] {ModelService.class},
                (proxy, method, arguments) -> {
                    go.await();
                    return then.apply(new Reranking(MODEL, List.of(1.0, 2.0, 3.0), 3));
                });
    }

    @Test
    void aModelThatIsLateLeavesTheOrderAndTheThirdSearchDoesNotWaitForTwoThatAreLate() {
        CountDownLatch go = new CountDownLatch(1);
        Reranked reranked = with(waiting(go, ranking -> ranking), Duration.ofMillis(20));

        Reranked.Order first = reranked.of(MODEL, "q", FUSED, Caller.LOCAL);
        assertThat(first.outcome()).isEqualTo(Reranked.Outcome.LATE);
        assertThat(first.passages()).isEqualTo(FUSED);
        assertThat(lastOutcome()).isEqualTo("late");
        reranked.of(MODEL, "q", FUSED, Caller.LOCAL);
        Reranked.Order third = reranked.of(MODEL, "q", FUSED, Caller.LOCAL);

        assertThat(third.outcome()).isEqualTo(Reranked.Outcome.BUSY);
        assertThat(third.passages()).isEqualTo(FUSED);
        assertThat(lastOutcome()).isEqualTo("busy");
        go.countDown();
        reranked.close();
    }

    @Test
    void aModelThatFailsLeavesTheOrder() {
        Reranked reranked = with(
                waiting(new CountDownLatch(0), ranking -> {
                    throw new IllegalStateException("no such luck");
                }),
                Duration.ofMinutes(1));

        Reranked.Order order = reranked.of(MODEL, "q", FUSED, Caller.LOCAL);

        assertThat(order.outcome()).isEqualTo(Reranked.Outcome.FAILED);
        assertThat(order.passages()).isEqualTo(FUSED);
        assertThat(lastOutcome()).isEqualTo("failed");
        reranked.close();
    }

    @Test
    void itIsUsedWhereTheInstallationAndThePersonWantItAndOneIsHere() {
        ModelService models = SERVER.bean(ModelService.class);
        var jdbc = SERVER.bean(JdbcClient.class);
        UUID space = Tenant.LOCAL.ask(() -> SERVER.bean(DocumentStore.class).space());
        RerankChoice choice = new RerankChoice(WANTED, models, jdbc);

        assertThat(Tenant.LOCAL.ask(() -> choice.wanted())).contains(MODEL);
        Tenant.LOCAL.run(() -> choice.want(space, false));
        assertThat(Tenant.LOCAL.ask(() -> choice.wanted())).isEmpty();
        Tenant.LOCAL.run(() -> choice.want(space, true));
        assertThat(Tenant.LOCAL.ask(() -> choice.wanted())).contains(MODEL);
        assertThat(new RerankChoice(new RerankSettings(false, MODEL, 24, Duration.ofSeconds(1)), models, jdbc).model())
                .isEmpty();
        assertThat(new RerankChoice(new RerankSettings(true, "none", 24, Duration.ofSeconds(1)), models, jdbc).model())
                .isEmpty();
    }

    @Test
    void aSearchIsPutInOrderByTheModelAndOneThatIsDoneWithoutIsNot() {
        String mark = "zz" + UUID.randomUUID().toString().substring(0, 6);
        SpaceSearch search = search();
        UUID space = Tenant.LOCAL.ask(() -> SERVER.bean(DocumentStore.class).space());
        add("/api/space/documents", mark + " " + mark + " cats sleep");
        add("/api/space/documents", mark + " paris paris paris");

        List<FoundPassage> fused = Tenant.LOCAL.ask(() -> search.everywhere(OWNER, mark + " cats", SpaceFilter.ALL, 2));
        List<FoundPassage> ordered = Tenant.LOCAL.ask(() -> search.find(OWNER, mark + " cats", 2));

        assertThat(texts(fused).getFirst()).contains("cats");
        assertThat(texts(ordered).getFirst()).contains("paris");
        assertThat(ordered)
                .extracting(FoundPassage::meaning)
                .containsExactlyInAnyOrderElementsOf(
                        fused.stream().map(FoundPassage::meaning).toList());
        RerankChoice choice = SERVER.bean(RerankChoice.class);
        Tenant.LOCAL.run(() -> choice.want(space, false));
        assertThat(Tenant.LOCAL.ask(() -> search.find(OWNER, mark + " cats", 2)))
                .isEqualTo(fused);
        Tenant.LOCAL.run(() -> choice.want(space, true));
    }

    @Test
    void whatIsFoundInCollectionsIsPutInOrderAsWhatIsFoundInOnesOwn() {
        String mark = "zz" + UUID.randomUUID().toString().substring(0, 6);
        SpaceSearch search = search();
        UUID collection = UUID.fromString(SERVER.post("/api/space/collections", "{\"name\":\"" + mark + "\"}")
                .at("/id")
                .asString());
        add("/api/space/collections/" + collection + "/documents", mark + " " + mark + " cats sleep");
        add("/api/space/collections/" + collection + "/documents", mark + " paris paris paris");

        List<FoundPassage> ordered = Tenant.LOCAL.ask(
                () -> search.inCollections(OWNER, Set.of(collection), mark + " cats", SpaceFilter.ALL, 2));

        assertThat(ordered).extracting(FoundPassage::collection).containsExactly(collection, collection);
        assertThat(texts(ordered).getFirst()).contains("paris");
        assertThat(lastOutcome()).isEqualTo("reordered");
    }

    private static SpaceSearch search() {
        return new SpaceSearch(
                SERVER.bean(Documents.class),
                SERVER.bean(SpaceCollections.class),
                SERVER.bean(Meaning.class),
                SERVER.bean(IndexMirror.class),
                SERVER.bean(Narrowed.class),
                SERVER.bean(JdbcClient.class),
                new RerankChoice(WANTED, SERVER.bean(ModelService.class), SERVER.bean(JdbcClient.class)),
                WANTED,
                with(SERVER.bean(ModelService.class), Duration.ofMinutes(1)));
    }

    /** Returns when it can be found. */
    private static void add(String to, String text) {
        String id = SERVER.send(SERVER.request(to + "?name=" + UUID.randomUUID() + ".txt")
                        .header("Content-Type", "application/octet-stream")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(text)))
                .at("/document/id")
                .asString();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> SERVER.get("/api/space/documents/" + id)
                                .at("/state")
                                .asString(),
                        "INDEXED"::equals);
    }
}
