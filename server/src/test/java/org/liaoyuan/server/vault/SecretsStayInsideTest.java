package org.liaoyuan.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liaoyuan.server.TestServer;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.backup.Backup;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.store.Database;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.JsonNode;

/**
 * A secret of each kind is stored and used, well and badly; then it is looked for wherever something leaves the server. Beside each
 * secret stands a word that is none, {@link #MARK}: where it is found, what was searched is what was meant.
 */
class SecretsStayInsideTest {

    private static final String MARK = "emberplace";
    private static final String PROVIDER_KEY = "sk-Pr0v1derS3cret77";
    private static final String CLIENT_SECRET = "oidc-Cl1entS3cret88";
    private static final String SEARCH_KEY = "web-S3archS3cret66";
    private static final String DIRECTORY_PASSWORD = "ldap-D1rectoryS3cret99";

    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
    private static final Queue<String> RECEIVED = new ConcurrentLinkedQueue<>();

    private static House house;
    private static TestServer server;
    private static Visitor owner;
    private static Visitor person;
    private static HttpServer far;
    private static Set<String> secrets;
    private static String answers;
    private static String spans;

    @TempDir
    private Path folder;

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    @BeforeAll
    static void plantAndUse() throws IOException {
        house = House.get();
        // a server that starts sets up its log anew
        LOG.start();
        logger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(LOG);
        logger("org.liaoyuan").setLevel(Level.TRACE);
        logger("org.liaoyuan.server").trace(MARK);
        server = house.server;
        owner = house.owner();
        person = house.newMember(owner, MARK + "-person", Role.MEMBER);
        far = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        far.createContext("/", exchange -> {
            RECEIVED.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] refusal = "{\"error\":{\"message\":\"this key is not known\",\"code\":\"invalid_api_key\"}}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(401, refusal.length);
            exchange.getResponseBody().write(refusal);
            exchange.close();
        });
        far.start();
        String address = "http://127.0.0.1:" + far.getAddress().getPort();
        String totp = person.post("/api/account/factors/authenticator", "{\"password\":\"" + House.PASSWORD + "\"}")
                .at("/secret")
                .asString();
        secrets = forms(totp);

        StringBuilder said = new StringBuilder();
        for (Reply reply : List.of(
                owner.post(
                        "/api/providers",
                        "{\"id\":\"" + MARK + "\",\"baseUrl\":\"" + address + "/v1\",\"inHouse\":true,\"key\":\""
                                + PROVIDER_KEY + "\",\"models\":[{\"name\":\"some\"}]}"),
                owner.post("/api/providers/" + MARK + "/test", ""),
                owner.post(
                        "/v1/chat/completions",
                        "{\"model\":\"" + MARK + "/some\",\"messages\":[{\"role\":\"user\",\"content\":\"" + MARK
                                + "\"}]}"),
                owner.post("/api/sign-on/providers", oidc(address)),
                owner.post("/api/sign-on/providers", ldap()),
                owner.post(
                        "/api/web/services",
                        "{\"kind\":\"BRAVE\",\"address\":\"" + address + "/" + MARK + "\",\"key\":\"" + SEARCH_KEY
                                + "\"}"),
                owner.post("/api/web/services/" + searchService() + "/try", "{}"),
                owner.post("/api/sign-on/providers/test", "{\"provider\":" + oidc(address) + "}"),
                owner.post("/api/sign-on/providers/test", "{\"tryName\":\"ada\",\"provider\":" + ldap() + "}"),
                Visitor.signIn(server, MARK + "-nobody", "not a right password"),
                person.send("PUT", "/api/account/factors/authenticator", "{\"code\":\"000000\"}"),
                owner.post("/api/secrets/rotation", "{}"))) {
            said.append(reply.text()).append('\n');
        }
        answers = said.toString();
        // the latest alone are kept
        spans = server.bean(InMemorySpanExporter.class).getFinishedSpanItems().toString();
    }

    private static String searchService() {
        return owner.get("/api/web/services").at("/services/0/id").asString();
    }

    private static String oidc(String address) {
        return "{\"name\":\"" + MARK + " oidc\",\"secret\":\"" + CLIENT_SECRET + "\",\"oidc\":{\"issuer\":\"" + address
                + "\",\"clientId\":\"liaoyuan\"}}";
    }

    private static String ldap() {
        return "{\"name\":\"" + MARK + " ldap\",\"secret\":\"" + DIRECTORY_PASSWORD
                + "\",\"ldap\":{\"url\":\"ldaps://127.0.0.1:9\",\"baseDn\":\"dc=example,dc=com\",\"serviceDn\":\"cn=service\",\"userFilter\":\"(uid={name})\",\"idAttribute\":\"entryUUID\"}}";
    }

    /** Each secret as text, base64 and hexadecimal, as logs, bodies and dumps might write it. */
    private static Set<String> forms(String totp) {
        Set<String> forms = new TreeSet<>(Set.of(totp));
        HexFormat hex = HexFormat.of();
        byte[] seed = decoded(totp);
        forms.add(hex.formatHex(seed));
        forms.add(hex.formatHex(hex.formatHex(seed).getBytes(StandardCharsets.UTF_8)));
        for (String secret : List.of(PROVIDER_KEY, CLIENT_SECRET, DIRECTORY_PASSWORD, SEARCH_KEY)) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            forms.add(secret);
            forms.add(hex.formatHex(bytes));
            forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        }
        return forms;
    }

    private static byte[] decoded(String base32) {
        BigInteger number = BigInteger.ONE;
        for (char c : base32.toCharArray()) {
            number = number.shiftLeft(5).or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c)));
        }
        byte[] bytes = number.toByteArray();
        return java.util.Arrays.copyOfRange(bytes, 1, bytes.length);
    }

    @AfterAll
    static void takeBack() {
        owner.send("DELETE", "/api/providers/" + MARK, "");
        owner.send("DELETE", "/api/web/services/" + searchService(), "");
        owner.get("/api/sign-on/providers")
                .at("/providers")
                .forEach(each -> owner.send(
                        "DELETE", "/api/sign-on/providers/" + each.path("id").asString(), ""));
        person.send("DELETE", "/api/account", "{\"password\":\"" + House.PASSWORD + "\"}");
        far.stop(0);
        logger("org.liaoyuan").setLevel(null);
        logger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(LOG);
    }

    private static void assertNoneIn(String where, String text) {
        assertThat(secrets).as("secrets in " + where).noneMatch(text::contains);
    }

    @Test
    void allOfThemAreStoredSealedAndWereUsed() {
        for (JsonNode key : owner.get("/api/secrets").at("/dataKeys")) {
            // other tests keep some in this house too
            boolean active = key.at("/retiredAt").isNull();
            assertThat(key.at("/secrets").asInt()).isBetween(active ? 5 : 0, active ? Integer.MAX_VALUE : 0);
        }
        assertThat(owner.get("/api/providers").text()).contains("\"hasKey\":true");
        assertThat(RECEIVED).anyMatch(body -> body.contains(MARK));
        assertThat(answers).contains("secretSet", "findings");
    }

    @Test
    void noneIsInAnswersNorInWhatModelsAreSent() {
        assertNoneIn("the answers to whoever stored them", answers);
        assertNoneIn("bodies that the provider got: prompts", String.join("\n", RECEIVED));
    }

    @Test
    void noneIsInTheLogsAndTraces() throws IOException {
        StringBuilder log = new StringBuilder();
        for (ILoggingEvent event : List.copyOf(LOG.list)) {
            log.append(event.getFormattedMessage()).append('\n');
            for (var thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause()) {
                log.append(thrown.getMessage()).append('\n');
            }
        }
        String postgres = Files.readString(server.bean(Home.class).path().resolve("postgres/postgres.log"));

        assertThat(log).contains(MARK);
        assertThat(postgres).isNotEmpty();
        assertThat(spans).contains(MARK);
        assertNoneIn("the log", log.toString());
        assertNoneIn("PostgreSQL's log", postgres);
        assertNoneIn("the traces", spans);
    }

    @Test
    void noneIsOnAnyRouteThatOneMayRead() {
        Map<String, String> found = new TreeMap<>();
        for (RequestMappingInfoHandlerMapping mapping : server.beans(RequestMappingInfoHandlerMapping.class)) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                for (String pattern : info.getPatternValues()) {
                    boolean read = info.getMethodsCondition().getMethods().stream()
                            .anyMatch(m -> m.name().equals("GET"));
                    if (read && !pattern.startsWith("/test/") && !pattern.endsWith("/events")) {
                        String path = pattern.replace("{*id}", MARK)
                                .replace("/**", "/x")
                                .replaceAll("\\{[^}]*}", MARK);
                        found.put("owner " + path, owner.get(path).text());
                        found.put("person " + path, person.get(path).text());
                    }
                }
            }
        }

        assertThat(found).hasSizeGreaterThan(80);
        for (String path : List.of(
                "/api/providers",
                "/api/sign-on/providers",
                "/api/web/services",
                "/api/audit",
                "/api/audit/rows.csv",
                "/api/audit/rows.json",
                "/api/ledger/entries.csv")) {
            assertThat(found.get("owner " + path)).as(path).contains(MARK);
        }
        assertThat(found.get("owner /actuator/prometheus")).contains("logback_events_total");
        found.forEach(SecretsStayInsideTest::assertNoneIn);
    }

    @Test
    void noneIsInWhatAPersonTakesWithThem() throws Exception {
        for (Visitor who : List.of(owner, person)) {
            HttpRequest.Builder request = server.request("/api/account/export");
            who.headers().forEach(request::header);
            try (HttpClient http = HttpClient.newHttpClient()) {
                String export = unzipped(http.send(request.GET().build(), BodyHandlers.ofInputStream())
                        .body());

                assertThat(export).contains("account.json");
                assertNoneIn("the export", export);
            }
        }
    }

    @Test
    void noneIsInTheDatabaseOrAPlainBackupOfItNorIsTheKeyThatOpensThem() throws Exception {
        Home home = server.bean(Home.class);
        byte[] master = Files.readAllBytes(home.secretKeyFile());
        Files.copy(home.secretKeyFile(), home.path().resolve("secret.key.before"));
        Path file = folder.resolve("backup.zip");
        try {
            new Backup(server.bean(Database.class), home, "test", name -> {}).write(file, Optional.empty());
        } finally {
            Files.delete(home.path().resolve("secret.key.before"));
        }

        String dump = unzipped(Files.newInputStream(file));

        assertThat(dump)
                .contains("database/data_key.csv", "database/provider.csv", "database/authenticator.csv", MARK)
                .doesNotContain("files/secret.key", HexFormat.of().formatHex(master))
                .doesNotContain(new String(master, StandardCharsets.ISO_8859_1));
        assertNoneIn("the database's dump", dump);
        assertNoneIn("the dump in lower case", dump.toLowerCase(Locale.ROOT));
    }

    /** Names and contents, byte by byte. */
    private static String unzipped(InputStream archive) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (ZipInputStream zip = new ZipInputStream(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                all.write(entry.getName().getBytes(StandardCharsets.UTF_8));
                all.write('\n');
                zip.transferTo(all);
            }
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }
}
