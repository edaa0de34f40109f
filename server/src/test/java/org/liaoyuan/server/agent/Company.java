package org.liaoyuan.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.store.Database;
import org.liaoyuan.server.tool.Desk;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A company's systems, as a case wants them: a database beside the product's own, feeds, a mail server, and documents in somebody's space. One at a time
 * in a process.
 */
final class Company implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PASSWORD = "word of the company";

    /** Who wrote what lies in mailboxes. */
    private static final String SOMEONE = "someone@company.example";

    private static final List<String> TABLES = List.of("visit", "deal", "customer", "ticket");
    private static final List<String> FEEDS = List.of("/feed", "/tenders", "/news", "/first", "/second", "/third");

    private static final String EMPTY = "{\"entries\": []}";

    private final Desk desk = new Desk();
    private final GreenMail mail = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });
    private final GreenMailUser team;
    private final GreenMailUser others;
    private final String database =
            "company_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final String url;

    /** A mail as it came. */
    record Sent(List<String> to, String subject, String text) {}

    Company() {
        mail.start();
        team = mail.setUser("team@company.example", "team", PASSWORD);
        others = mail.setUser("others@company.example", "others", PASSWORD);
        Reply secret = Agency.HOUSE
                .owner()
                .send(
                        "PUT",
                        "/api/agent-secrets/TEAM_MAIL",
                        "{\"secret\": \"" + PASSWORD + "\", \"hosts\": [\"127.0.0.1\"]}");
        assertThat(secret.status()).as(secret.text()).isBetween(200, 204);
        Database product = Agency.HOUSE.server.bean(Database.class);
        url = product.url().replaceFirst("/[^/?]*(\\?.*)?$", "/" + database);
        try (Connection connection = product.connect()) {
            run(connection, "create role " + database + " login password '" + PASSWORD + "'");
            run(connection, "create database " + database + " owner " + database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        sql(connection -> {
            run(connection, resource("/agents/library/sales/schema.sql"));
            run(connection, resource("/agents/library/weekly/schema.sql"));
        });
        connector("crm-" + database);
        connector("team-" + database);
    }

    private void connector(String name) {
        Reply made = Agency.HOUSE
                .owner()
                .post(
                        "/api/sql-connections",
                        JSON.writeValueAsString(Map.of(
                                "name", name, "url", url, "user", database, "password", PASSWORD, "writes", true)));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    /** What agents of the library need, by name. */
    Map<String, String> needs() {
        Map<String, String> needs = new LinkedHashMap<>();
        FEEDS.forEach(path -> needs.put(path.substring(1), desk.address() + path));
        needs.put("crm", "crm-" + database);
        needs.put("team", "team-" + database);
        needs.put("imapServer", "127.0.0.1:" + mail.getImap().getPort());
        needs.put("imapSecurity", "none");
        needs.put("imapUser", "team");
        needs.put("imapPassword", "{{secret.TEAM_MAIL}}");
        needs.put("mailServer", "127.0.0.1:" + mail.getSmtp().getPort());
        needs.put("mailSecurity", "none");
        needs.put("mailFrom", "agent@company.example");
        return needs;
    }

    /**
     * @param fixture its {@code rows} by table, {@code feeds} by path, and the team's {@code mailbox} (mails, or {@code shut}: it refuses the
     *     password); what it does not name is empty
     */
    void settle(JsonNode fixture) {
        try {
            mail.purgeEmailFromAllMailboxes();
        } catch (com.icegreen.greenmail.store.FolderException e) {
            throw new IllegalStateException(e);
        }
        fill(fixture.path("mailbox"));
        sql(connection -> {
            run(connection, "truncate " + String.join(", ", TABLES) + " restart identity");
            for (String table : TABLES.reversed()) {
                for (JsonNode row : fixture.path("rows").path(table)) {
                    insert(connection, table, row);
                }
            }
        });
        fixture.path("rows").propertyNames().forEach(table -> assertThat(TABLES).contains(table));
        fixture.path("feeds").propertyNames().forEach(path -> assertThat(FEEDS).contains("/" + path));
        for (String path : FEEDS) {
            JsonNode feed = fixture.path("feeds").path(path.substring(1));
            JsonNode served = feed.isMissingNode() ? JSON.readTree(EMPTY) : feed;
            desk.answer(path, (exchange, turn) -> serve(exchange, served));
        }
    }

    private void fill(JsonNode mailbox) {
        team.setPassword(mailbox.isString() ? "another" : PASSWORD);
        var boxes = mail.getManagers().getImapHostManager();
        for (JsonNode each : mailbox.isArray() ? mailbox : JSON.createArrayNode()) {
            try {
                MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
                message.setFrom(new InternetAddress(SOMEONE, each.path("sender").asString(), "UTF-8"));
                message.setSubject(each.path("subject").asString(), "UTF-8");
                message.setText(each.path("body").asString(), "UTF-8");
                message.saveChanges();
                int days =
                        -Integer.parseInt(each.path("sent_at").asString("@-1d").replaceAll("[@d]", ""));
                boxes.getInbox(each.path("elsewhere").asBoolean(false) ? others : team)
                        .appendMessage(message, new Flags(), Date.from(ago(days)));
            } catch (MessagingException | IOException | com.icegreen.greenmail.store.FolderException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void insert(Connection connection, String table, JsonNode row) throws SQLException {
        ObjectNode dated = JSON.createObjectNode();
        row.forEachEntry((name, value) -> {
            if (value.isString() && value.stringValue().matches("@-?\\d+d")) {
                dated.put(
                        name,
                        ago(-Integer.parseInt(value.stringValue().replaceAll("[@d]", "")))
                                .toString());
            } else {
                dated.set(name, value);
            }
        });
        String columns = String.join(", ", row.propertyNames());
        try (PreparedStatement insert = connection.prepareStatement("insert into " + table + " (" + columns
                + ") select " + columns + " from json_populate_record(null::" + table + ", cast(? as json))")) {
            insert.setString(1, dated.toString());
            insert.executeUpdate();
        }
    }

    private static Instant ago(int days) {
        return Instant.now().minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
    }

    private static void serve(HttpExchange exchange, JsonNode feed) throws IOException {
        if (feed.has("down")) {
            // as a host that nobody reaches: there is no answer, of whatever status
            exchange.close();
        } else if (feed.has("raw")) {
            Desk.send(exchange, 200, "application/xml", feed.path("raw").asString());
        } else if (feed.has("status")) {
            Desk.send(exchange, feed.path("status").asInt(), "text/html", "<html><body>broken</body></html>");
        } else {
            String form = feed.path("form").asString("rss");
            Desk.send(
                    exchange,
                    200,
                    form.equals("json") ? "application/json" : "application/xml",
                    switch (form) {
                        case "json" -> json(feed);
                        case "atom" -> atom(feed);
                        default -> rss(feed);
                    });
        }
    }

    private static Instant published(JsonNode entry) {
        return ago(entry.path("days").asInt(1));
    }

    private static String json(JsonNode feed) {
        ObjectNode all = JSON.createObjectNode().put("version", "https://jsonfeed.org/version/1.1");
        ArrayNode items = all.putArray("items");
        feed.path("entries")
                .forEach(entry -> items.addObject()
                        .put("title", entry.path("title").asString())
                        .put("url", entry.path("link").asString(""))
                        .put("content_text", entry.path("text").asString(""))
                        .put("date_published", published(entry).toString()));
        return all.toString();
    }

    private static String rss(JsonNode feed) {
        return feed.path("entries")
                .valueStream()
                .map(entry ->
                        "<item><title>%s</title><link>%s</link><description>%s</description><pubDate>%s</pubDate></item>"
                                .formatted(
                                        escaped(entry, "title"),
                                        escaped(entry, "link"),
                                        escaped(entry, "text"),
                                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                                published(entry).atOffset(ZoneOffset.UTC))))
                .collect(Collectors.joining(
                        "", "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>", "</channel></rss>"));
    }

    private static String atom(JsonNode feed) {
        return feed.path("entries")
                .valueStream()
                .map(entry ->
                        "<entry><title>%s</title><link href=\"%s\"/><summary type=\"html\">%s</summary><updated>%s</updated></entry>"
                                .formatted(
                                        escaped(entry, "title"),
                                        escaped(entry, "link"),
                                        escaped(entry, "text"),
                                        published(entry)))
                .collect(Collectors.joining(
                        "", "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\">", "</feed>"));
    }

    private static String escaped(JsonNode entry, String field) {
        return entry.path(field)
                .asString("")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;");
    }

    /** Puts the company's documents into somebody's space, and waits until they can be found. */
    static void inform(Visitor who, List<String> documents) {
        for (String name : documents) {
            String id = who.post("/api/space/documents?name=" + name, resource("/agents/knowledge/" + name))
                    .at("/document/id")
                    .asString();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(
                            () -> who.get("/api/space/documents/" + id)
                                    .at("/state")
                                    .asString(),
                            "INDEXED"::equals);
        }
    }

    /** What agents sent since it was settled, each once. */
    List<Sent> mails() {
        Map<String, Sent> all = new LinkedHashMap<>();
        for (MimeMessage message : mail.getReceivedMessages()) {
            try {
                if (((InternetAddress) message.getFrom()[0]).getAddress().equals(SOMEONE)) {
                    continue;
                }
                all.put(
                        message.getMessageID(),
                        new Sent(
                                Stream.of(message.getAllRecipients())
                                        .map(address -> ((InternetAddress) address).getAddress())
                                        .toList(),
                                message.getSubject(),
                                String.valueOf(message.getContent())));
            } catch (MessagingException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return new ArrayList<>(all.values());
    }

    /** The first column of the first row. */
    String value(String sql) {
        String[] value = new String[1];
        sql(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(sql)) {
                value[0] = found.next() ? String.valueOf(found.getString(1)) : "";
            }
        });
        return value[0];
    }

    private interface Asking {
        void ask(Connection connection) throws SQLException;
    }

    private void sql(Asking asking) {
        try (Connection connection = DriverManager.getConnection(url.replaceFirst("\\?.*", ""), database, PASSWORD)) {
            asking.ask(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String resource(String path) {
        try (InputStream in = Company.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new AssertionError("there is no " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        desk.close();
        mail.stop();
    }
}
