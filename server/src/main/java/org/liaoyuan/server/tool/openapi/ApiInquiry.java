package org.liaoyuan.server.tool.openapi;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.net.WebAddress;
import org.liaoyuan.server.tool.Tool;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.http.Outgoing;
import org.liaoyuan.server.tool.http.Sender;
import org.liaoyuan.server.tool.http.Taking;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What is asked of an API beside its operations: its document, and whether it is there. As guarded as each use. */
@Component
class ApiInquiry {

    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int REDIRECTS = 3;

    private final Sender sender;

    ApiInquiry(Sender sender) {
        this.sender = sender;
    }

    /**
     * Reads a document.
     *
     * @param text null for none
     * @param url from where it is read; empty for none
     * @return null where there is neither
     * @throws IllegalArgumentException if it can't be had, or is none
     */
    @Nullable
    ApiDocument document(@Nullable String text, String url) throws InterruptedException {
        if (text != null && !text.isBlank()) {
            if (!url.isEmpty()) {
                throw new IllegalArgumentException("document and documentUrl are both there; expected one of them");
            }
            return DocumentReader.read(text);
        }
        return url.isEmpty() ? null : DocumentReader.read(fetched(url));
    }

    private String fetched(String url) throws InterruptedException {
        URI address = WebAddress.of(url)
                .filter(each -> url.chars().noneMatch(Character::isISOControl))
                .orElseThrow(
                        () -> new IllegalArgumentException("documentUrl is no address; expected https://host/path"));
        try {
            Outgoing request = new Outgoing(
                    "GET", address, Map.of("Accept", "application/json, application/yaml, */*;q=0.5"), "", "");
            return got(() -> request, "2xx").path("text").asString("");
        } catch (ToolFailure e) {
            throw new IllegalArgumentException("documentUrl: " + e.getMessage(), e);
        }
    }

    /** The status of what it answers at its address. @throws ToolFailure if it does not */
    int status(Api api) throws InterruptedException {
        Outgoing request = new Outgoing("GET", api.address(), Map.of(), "", "");
        return got(() -> sender.secret(request, api.headers()), "2xx,3xx,4xx,5xx")
                .path("status")
                .asInt(0);
    }

    private ObjectNode got(Sender.Preparing preparing, String expect) throws InterruptedException {
        Taking taking = new Taking(expect, DocumentReader.MOST_CHARACTERS, REDIRECTS);
        return sender.send(LONGEST, Tool.Effect.READS, taking, preparing).output();
    }
}
