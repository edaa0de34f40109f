package org.liaoyuan.server.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liaoyuan.server.TestServer.Reply;
import org.liaoyuan.server.access.Role;
import org.liaoyuan.server.account.House;
import org.liaoyuan.server.account.Visitor;
import org.liaoyuan.server.store.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Collections: who may do what with them, and that nothing of one is found by others, or left of it. */
class CollectionsTest {

    private static final String AT = "/api/space/collections/";
    private static final House HOUSE = House.get();

    private static Visitor owner;
    private static Visitor maker;
    private static Visitor stranger;
    private static Visitor reader;
    private static Visitor editor;
    private static Visitor manager;
    private static Visitor guest;
    private static Visitor readingGuest;

    @BeforeAll
    static void settle() {
        owner = HOUSE.newOrganisation("Library", "library-owner");
        maker = HOUSE.newMember(owner, "library-maker", Role.MEMBER);
        stranger = HOUSE.newMember(owner, "library-stranger", Role.ADMIN);
        reader = HOUSE.newMember(owner, "library-reader", Role.MEMBER);
        editor = HOUSE.newMember(owner, "library-editor", Role.MEMBER);
        manager = HOUSE.newMember(owner, "library-manager", Role.MEMBER);
        guest = HOUSE.newMember(owner, "library-guest", Role.GUEST);
        readingGuest = HOUSE.newMember(owner, "library-reading-guest", Role.GUEST);
    }

    private static String id(Visitor who) {
        return who.get("/api/account").at("/id").asString();
    }

    private static String make(Visitor who, String name) {
        Reply made = who.post("/api/space/collections", "{\"name\":\"" + name + "\",\"purpose\":\"For tests\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/id").asString();
    }

    private static Reply grant(Visitor by, String collection, String kind, String name, Right right) {
        return by.send(
                "PUT",
                AT + collection + "/grants",
                "{\"kind\":\"%s\",\"name\":\"%s\",\"right\":\"%s\"}".formatted(kind, name, right));
    }

    private static void share(String collection, Visitor with, Right right) {
        Reply granted = grant(maker, collection, "PERSON", id(with), right);
        assertThat(granted.status()).as(granted.text()).isEqualTo(204);
    }

    private static Reply withdraw(String collection, String kind, String name) {
        return maker.send("DELETE", AT + collection + "/grants?kind=" + kind + "&name=" + Desk.encoded(name), "");
    }

    private static Reply upload(Visitor who, String collection, String name, String text) {
        HttpRequest.Builder request = who.server()
                .request(AT + collection + "/documents?name=" + Desk.encoded(name))
                .header("Content-Type", "application/octet-stream");
        who.headers().forEach(request::header);
        return who.server().send(request.POST(BodyPublishers.ofString(text)));
    }

    /** Id of what was uploaded, once it can be found. */
    private static String add(Visitor who, String collection, String name, String text) {
        Reply reply = upload(who, collection, name, text);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        String id = reply.at("/document/id").asString();
        assertThat(new Desk(who).settled(id).at("/state").asString()).isEqualTo("INDEXED");
        return id;
    }

    private static String find(Visitor who, String collection, String words) {
        return who.get("/api/space/search?q=" + Desk.encoded(words) + "&collection=" + collection)
                .text();
    }

    private static String word() {
        return "word" + UUID.randomUUID().toString().replace("-", "");
    }

    private record Call(String method, String path, String body) {

        int as(Visitor who) {
            return who.send(method, path, body).status();
        }
    }

    /** Each with what it answers to somebody without a grant, a reader, an editor and a manager, in this order. */
    private static Map<Call, List<Integer>> calls(String collection, String document, String own) {
        Map<Call, List<Integer>> calls = new LinkedHashMap<>();
        calls.put(new Call("GET", AT + collection, ""), List.of(404, 200, 200, 200));
        calls.put(new Call("GET", AT + collection + "/documents", ""), List.of(404, 200, 200, 200));
        calls.put(new Call("GET", "/api/space/documents/" + document, ""), List.of(404, 200, 200, 200));
        calls.put(new Call("GET", "/api/space/documents/" + document + "/passages", ""), List.of(404, 200, 200, 200));
        calls.put(new Call("GET", "/api/space/documents/" + document + "/file", ""), List.of(404, 200, 200, 200));
        calls.put(new Call("GET", "/api/space/search?q=x&collection=" + collection, ""), List.of(404, 200, 200, 200));
        calls.put(new Call("PUT", AT + collection, "{\"name\":\"Renamed\"}"), List.of(404, 403, 200, 200));
        calls.put(new Call("POST", AT + collection + "/documents?name=a.txt", "{}"), List.of(404, 403, 200, 200));
        // what is not their own can't be put into it
        calls.put(
                new Call("POST", AT + collection + "/copies", "{\"document\":\"" + own + "\"}"),
                List.of(404, 403, 404, 404));
        // it was read well: there is nothing to try again
        calls.put(new Call("POST", "/api/space/documents/" + document + "/retry", ""), List.of(404, 403, 409, 409));
        calls.put(new Call("GET", AT + collection + "/grants", ""), List.of(404, 403, 403, 200));
        calls.put(
                new Call(
                        "PUT",
                        AT + collection + "/grants",
                        "{\"kind\":\"ROLE\",\"name\":\"BUILDER\",\"right\":\"READ\"}"),
                List.of(404, 403, 403, 204));
        calls.put(
                new Call("DELETE", AT + collection + "/grants?kind=ROLE&name=BUILDER", ""),
                List.of(404, 403, 403, 204));
        calls.put(new Call("DELETE", "/api/space/documents/" + document, ""), List.of(404, 403, 204, 404));
        calls.put(new Call("DELETE", AT + collection, ""), List.of(404, 403, 403, 204));
        return calls;
    }

    @Test
    void everybodyTriesEverythingAndGetsWhatTheirRightHolds() {
        String collection = make(maker, "Tried");
        String document = add(maker, collection, "tried.txt", "Something to try");
        String own = new Desk(maker).add("own.txt", SampleFiles.utf8("The maker's own"));
        share(collection, reader, Right.READ);
        share(collection, editor, Right.EDIT);
        share(collection, manager, Right.MANAGE);
        share(collection, readingGuest, Right.MANAGE);
        Map<Call, List<Integer>> calls = calls(collection, document, own);
        // a guest edits at most, and what only members do is not theirs at all
        assertThat(readingGuest.get(AT + collection).at("/right").asString()).isEqualTo("EDIT");

        calls.forEach((call, statuses) -> {
            boolean ofMembers = call.path().contains("/grants")
                    || call.path().equals(AT + collection) && call.method().equals("DELETE");
            assertThat(call.as(guest)).as("%s as a guest", call).isEqualTo(ofMembers ? 403 : 404);
            if (ofMembers) {
                assertThat(call.as(readingGuest))
                        .as("%s as a guest who may edit", call)
                        .isEqualTo(403);
            }
            assertThat(call.as(stranger)).as("%s without a grant", call).isEqualTo(statuses.get(0));
            assertThat(call.as(reader)).as("%s as a reader", call).isEqualTo(statuses.get(1));
            assertThat(call.as(editor)).as("%s as an editor", call).isEqualTo(statuses.get(2));
            assertThat(call.as(manager)).as("%s as a manager", call).isEqualTo(statuses.get(3));
        });
        assertThat(maker.get(AT + collection).status()).isEqualTo(404);
    }

    @Test
    void whatIsSharedWithEverybodyIsFoundByAllButGuestsAndNoLongerOnceThatIsWithdrawn() {
        String word = word();
        String collection = make(maker, "For all");
        String document = add(maker, collection, word + ".txt", "The secret of the mill is " + word);
        assertThat(reader.get("/api/space/collections").text()).doesNotContain(collection);
        assertThat(reader.get("/api/search?q=" + word).text()).doesNotContain(document);

        grant(maker, collection, "EVERYBODY", "", Right.READ);

        assertThat(reader.get("/api/space/collections").text()).contains(collection);
        assertThat(find(reader, collection, word)).contains(document);
        assertThat(reader.get("/api/search?q=" + word).text()).contains(document, "For all");
        // one's own space stays one's own
        assertThat(new Desk(reader).search(word)).isEmpty();
        assertThat(guest.get("/api/space/collections").text()).doesNotContain(collection);
        assertThat(guest.get("/api/search?q=" + word).text()).doesNotContain(document);

        assertThat(withdraw(collection, "EVERYBODY", "").status()).isEqualTo(204);

        assertThat(reader.get("/api/search?q=" + word).text()).doesNotContain(document);
        assertThat(reader.get("/api/space/documents/" + document + "/passages").status())
                .isEqualTo(404);
        assertThat(find(maker, collection, word)).contains(document);
    }

    @Test
    void rolesAndGroupsOpenItToWhoHasThem() {
        String collection = make(maker, "For some");
        Reply group = owner.post(
                "/scim/v2/Groups",
                "{\"displayName\":\"/library/readers\",\"members\":[{\"value\":\"" + id(reader) + "\"}]}");
        assertThat(group.status()).as(group.text()).isEqualTo(201);

        grant(maker, collection, "ROLE", "GUEST", Right.READ);
        grant(maker, collection, "GROUP", "/library/readers", Right.EDIT);

        assertThat(guest.get(AT + collection).at("/right").asString()).isEqualTo("READ");
        assertThat(reader.get(AT + collection).at("/right").asString()).isEqualTo("EDIT");
        assertThat(stranger.get(AT + collection).status()).isEqualTo(404);
        assertThat(withdraw(collection, "GROUP", "/library/readers").status()).isEqualTo(204);
        assertThat(reader.get(AT + collection).status()).isEqualTo(404);
        assertThat(grant(maker, collection, "ROLE", "KING", Right.READ).status())
                .isEqualTo(400);
        assertThat(grant(maker, collection, "PERSON", "nobody-here", Right.READ).status())
                .isEqualTo(404);
        assertThat(grant(maker, collection, "PERSON", id(HOUSE.owner()), Right.READ)
                        .status())
                .isEqualTo(404);
        assertThat(withdraw(collection, "ROLE", "OWNER").status()).isEqualTo(404);
    }

    @Test
    void aCopyOfOnesOwnIsFoundAtOnceAndItsBytesAreStoredOnce() {
        String word = word();
        String collection = make(maker, "Copies");
        share(collection, reader, Right.READ);
        String own = new Desk(maker).add(word + ".txt", SampleFiles.utf8("A copied " + word));

        Reply copied = maker.post(AT + collection + "/copies", "{\"document\":\"" + own + "\"}");

        assertThat(copied.status()).as(copied.text()).isEqualTo(200);
        assertThat(copied.at("/document/state").asString()).isEqualTo("INDEXED");
        assertThat(copied.at("/document/collection").asString()).isEqualTo(collection);
        assertThat(copied.at("/document/sha256").asString())
                .isEqualTo(new Desk(maker).document(own).at("/sha256").asString());
        String copy = copied.at("/document/id").asString();
        assertThat(find(reader, collection, word)).contains(copy).doesNotContain(own);
        assertThat(maker.post(AT + collection + "/copies", "{\"document\":\"" + own + "\"}")
                        .at("/known")
                        .asBoolean())
                .isTrue();
        assertThat(new Desk(maker).document(own).status()).isEqualTo(200);
        assertThat(reader.get("/api/space/documents/" + own).status()).isEqualTo(404);

        // the bytes are there as long as one of the two is
        maker.send("DELETE", "/api/space/documents/" + own, "");
        assertThat(reader.get("/api/space/documents/" + copy + "/file").text()).contains(word);
    }

    @Test
    void whatIsMovedIsThereWithItsVersionsAndNoLongerOnesOwn() {
        String word = word();
        String collection = make(maker, "Moved");
        Desk desk = new Desk(maker);
        String first = desk.add(word + ".txt", SampleFiles.utf8("First " + word));
        String second = desk.add(word + ".txt", SampleFiles.utf8("Second " + word));

        Reply moved = maker.post(AT + collection + "/copies", "{\"document\":\"" + second + "\",\"move\":true}");

        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
        assertThat(moved.at("/document/version").asInt()).isEqualTo(2);
        assertThat(maker.get(AT + collection).at("/documents").asInt()).isEqualTo(2);
        assertThat(desk.document(first).status()).isEqualTo(404);
        assertThat(desk.document(second).status()).isEqualTo(404);
        assertThat(desk.texts(word)).noneMatch(text -> text.contains(word));
        assertThat(find(maker, collection, word)).contains("Second " + word).doesNotContain("First " + word);
    }

    @Test
    void aSearchOfCollectionsIsNarrowedByWhatTheirFilesHaveAndTagsAreOnesOwnAlone() {
        String word = word();
        String collection = make(maker, "Narrowed");
        String other = make(maker, "Beside it");
        Desk desk = new Desk(maker);
        String own = desk.add(word + ".txt", SampleFiles.utf8("Mine " + word));
        maker.send("PATCH", "/api/space/tags", "{\"documents\":[\"" + own + "\"],\"add\":[\"" + word + "\"]}");
        String copy = maker.post(AT + collection + "/copies", "{\"document\":\"" + own + "\"}")
                .at("/document/id")
                .asString();
        String page =
                add(maker, collection, word + ".html", "<!doctype html><html><body><p>" + word + "</p></body></html>");
        String elsewhere = add(maker, other, word + ".txt", "Elsewhere " + word);
        String both = collection + "&collection=" + other;

        assertThat(find(maker, both, word)).contains(copy, page, elsewhere).doesNotContain(own);
        assertThat(find(maker, both + "&kind=WEB", word))
                .contains(page)
                .doesNotContain(copy)
                .doesNotContain(elsewhere);
        assertThat(find(maker, both + "&after=2100-01-01T00:00:00Z", word)).isEqualTo("[]");
        assertThat(find(maker, both + "&folder=nowhere", word)).isEqualTo("[]");
        // a copy has none of the tags that its maker gave their own
        assertThat(find(maker, both + "&tag=" + word, word)).isEqualTo("[]");
        assertThat(maker.get("/api/space/documents/" + copy).at("/tags")).isEmpty();
        assertThat(maker.get("/api/search?q=" + word + "&kind=WEB").text())
                .contains(page)
                .doesNotContain(copy);
        assertThat(maker.get("/api/search?q=" + word + "&tag=" + word).text())
                .contains(own)
                .doesNotContain(copy)
                .doesNotContain(elsewhere);
    }

    @Test
    void aDocumentOfACollectionHasNeitherTagsNorASummary() {
        String word = word();
        String collection = make(maker, "Nobody's own");
        share(collection, editor, Right.EDIT);
        String document = add(maker, collection, word + ".txt", "Nobody's own " + word);
        String digest = "/api/space/documents/" + document + "/digest";

        for (Visitor who : List.of(maker, editor)) {
            assertThat(who.get(digest).status()).isEqualTo(404);
            assertThat(who.post(digest, "").status()).isEqualTo(404);
            assertThat(who.send("DELETE", digest, "").status()).isEqualTo(404);
            assertThat(who.send(
                                    "PATCH",
                                    "/api/space/tags",
                                    "{\"documents\":[\"" + document + "\"],\"add\":[\"" + word + "\"]}")
                            .status())
                    .isEqualTo(404);
        }
        assertThat(HOUSE.tablesWith(document)).doesNotContain("document_digest");
        assertThat(HOUSE.tablesWith(word)).doesNotContain("space_tag");
    }

    @Test
    void withAMovedDocumentGoItsTagsAndItsSummary() {
        String word = word();
        String collection = make(maker, "Left behind");
        String own = new Desk(maker).add(word + ".txt", SampleFiles.utf8("Tagged " + word));
        maker.send("PATCH", "/api/space/tags", "{\"documents\":[\"" + own + "\"],\"add\":[\"t" + word + "\"]}");
        maker.post("/api/space/documents/" + own + "/digest", "");
        assertThat(HOUSE.tablesWith(own)).contains("document_digest");

        maker.post(AT + collection + "/copies", "{\"document\":\"" + own + "\",\"move\":true}");

        assertThat(HOUSE.tablesWith("t" + word)).isEmpty();
        assertThat(HOUSE.tablesWith(own)).doesNotContain("document_digest", "space_document");
    }

    @Test
    void aDeletedCollectionLeavesNothingBehindAndTheAuditTellsOfIt() {
        String word = word();
        String collection = make(maker, "Deleted " + word);
        String document = add(maker, collection, word + ".txt", "Gone soon: " + word);
        String sha256 =
                maker.get("/api/space/documents/" + document).at("/sha256").asString();
        share(collection, reader, Right.READ);
        assertThat(HOUSE.tablesWith(word)).contains("collection", "space_document", "space_chunk");
        withdraw(collection, "PERSON", id(reader));

        assertThat(maker.send("DELETE", AT + collection, "").status()).isEqualTo(204);

        assertThat(HOUSE.tablesWith(word)).isEmpty();
        assertThat(HOUSE.tablesWith(collection)).containsExactly("audit");
        assertThat(HOUSE.server.bean(Blobs.class).has(sha256)).isFalse();
        assertThat(HOUSE.server.bean(IndexMirror.class).documents()).doesNotContain(UUID.fromString(document));
        String log = owner.get("/api/audit?action=collection").text();
        assertThat(log)
                .contains(
                        "collection.create", "collection.share", "collection.unshare", "collection.delete", collection)
                .doesNotContain(word);
    }

    @Test
    void whoAddedADocumentMayLeaveAndItStaysAndWhatWasTheirsAloneGoes() {
        Visitor leaving = HOUSE.newMember(owner, "library-leaving", Role.MEMBER);
        String word = word();
        String shared = make(leaving, "Left behind");
        grant(leaving, shared, "PERSON", id(reader), Right.READ);
        String alone = make(leaving, "Alone");
        String document = add(leaving, shared, word + ".txt", "Stays: " + word);
        assertThat(owner.get(AT + shared).status()).isEqualTo(404);

        assertThat(leaving.send("DELETE", "/api/account", "{\"password\":\"" + House.PASSWORD + "\"}")
                        .status())
                .isEqualTo(204);

        assertThat(find(reader, shared, word)).contains(document);
        assertThat(HOUSE.tablesWith(alone)).containsExactly("audit");
        // what nobody manages any more, an owner does
        assertThat(owner.get(AT + shared).at("/right").asString()).isEqualTo("MANAGE");
        assertThat(stranger.get(AT + shared).status()).isEqualTo(404);
    }

    @Test
    void aKeyForOtherSpacesSeesNoCollection() {
        String collection = make(maker, "Not for keys");
        String space = maker.get("/api/space").at("/id").asString();
        Reply made =
                maker.post("/api/keys", "{\"name\":\"k\",\"scopes\":[\"OWN_SPACE\"],\"spaces\":[\"" + space + "\"]}");
        Visitor limited = Visitor.withKey(HOUSE.server, made.at("/secret").asString());
        Reply other = maker.post("/api/keys", "{\"name\":\"k\",\"scopes\":[\"OWN_SPACE\"]}");
        Visitor program = Visitor.withKey(HOUSE.server, other.at("/secret").asString());

        assertThat(limited.get("/api/space/collections").body()).isEmpty();
        assertThat(limited.get(AT + collection).status()).isEqualTo(404);
        assertThat(program.get(AT + collection).status()).isEqualTo(200);
        // keys share nothing
        assertThat(grant(program, collection, "EVERYBODY", "", Right.READ).status())
                .isEqualTo(403);
    }

    /** PostgreSQL itself, for a query that forgot whose rows it means. */
    @Test
    void aQueryWithoutAConditionFindsAndChangesOnlyWhatTheRightHolds() {
        String word = word();
        String collection = make(maker, word);
        String document = add(maker, collection, word + ".txt", "Behind the rows: " + word);
        share(collection, reader, Right.READ);
        JdbcClient jdbc = HOUSE.server.bean(JdbcClient.class);
        String organisation = owner.get("/api/session").at("/organisation/id").asString();
        Tenant asStranger = new Tenant(organisation, id(stranger), true, false);
        Tenant asReader = new Tenant(organisation, id(reader), false, false);

        for (String table : List.of("collection", "space", "space_document", "space_chunk")) {
            String all = "select coalesce(string_agg(t::text, ' '), '') from " + table + " t";
            assertThat(asStranger.ask(() -> jdbc.sql(all).query(String.class).single()))
                    .as(table)
                    .doesNotContain(word, collection);
            assertThat(asReader.ask(() -> jdbc.sql(all).query(String.class).single()))
                    .as(table)
                    .contains(collection);
        }
        for (String change : List.of(
                "update space_document set name = 'taken' where id = '" + document + "'",
                "delete from space_document where id = '" + document + "'",
                "delete from space_chunk where document = '" + document + "'",
                "update collection set maker = '" + id(reader) + "'",
                "update collection_grant set level = 3",
                "delete from space where id = '" + collection + "'")) {
            assertThat(asReader.<Integer>ask(() -> jdbc.sql(change).update()))
                    .as(change)
                    .isZero();
        }
    }
}
