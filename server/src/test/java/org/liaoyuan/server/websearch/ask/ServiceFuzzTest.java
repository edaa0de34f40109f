package org.liaoyuan.server.websearch.ask;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.UUID;

class ServiceFuzzTest {

    private static final String KEY = "planted-secret-key";

    @DictionaryEntries({
        "{\"results\":[",
        "{\"web\":{\"results\":[",
        "{\"webPages\":{\"value\":[",
        "{\"data\":{\"webPages\":{\"value\":[",
        "{\"code\":",
        "\"title\":",
        "\"name\":",
        "\"url\":\"https://a.example\"",
        "\"snippet\":",
        "\"content\":",
        "\"unresponsive_engines\":[[",
        "\"error\":{\"message\":",
        "null",
        "[]",
        "{}",
        "1e999",
        "\"planted-secret-key\""
    })
    @FuzzTest(maxDuration = "10s")
    void anyAnswerOfAServiceIsReadOrRefusedWithoutItsKey(byte[] bytes) {
        for (Kind kind : Kind.values()) {
            SearchService service = new SearchService(new UUID(0, 1), kind, "https://service.example/v1", KEY);
            for (int status : new int[] {200, 403, 422, 500}) {
                try {
                    for (Found found : ServiceClient.read(service, status, bytes)) {
                        check(found);
                    }
                } catch (ServiceFailure e) {
                    if (String.valueOf(e.getMessage()).contains(KEY)) {
                        throw new AssertionError("a message holds the key");
                    }
                }
            }
        }
    }

    private static void check(Found found) {
        boolean web = found.address().getScheme().matches("https?");
        if (!web || found.title().isBlank() || found.snippet().indexOf('\u0000') >= 0) {
            throw new AssertionError("no page: " + found);
        }
    }
}
