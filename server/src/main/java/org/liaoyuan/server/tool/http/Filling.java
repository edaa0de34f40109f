package org.liaoyuan.server.tool.http;

import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.liaoyuan.server.net.WebAddress;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import org.liaoyuan.server.tool.ToolValues;

/** Makes the request that a node of the kind {@code http} says, with the secrets that its host may be told. */
final class Filling {

    private final Sender sender;
    private final ToolCall call;
    private final URI address;

    /** @throws ToolFailure if its address is none */
    Filling(Sender sender, ToolCall call) {
        this.sender = sender;
        this.call = call;
        this.address = WebAddress.of(call.values().text(HttpTool.URL))
                .orElseThrow(() -> new ToolFailure(Reason.VALUE, "url: it is no address"));
    }

    Outgoing request() throws UnknownHostException {
        ToolValues values = call.values();
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : values.pairs(HttpTool.HEADERS).entrySet()) {
            String value = filled(header.getValue());
            if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f || c > 0xff)) {
                throw new ToolFailure(
                        Reason.VALUE, "headers/" + header.getKey() + ": it has characters that no header can have");
            }
            headers.put(header.getKey(), value);
        }
        if (values.flag(HttpTool.KEYED)) {
            headers.put("Idempotency-Key", call.key());
        }
        String type = switch (values.text(HttpTool.CONTENT)) {
            case "json" -> "application/json";
            case "form" -> "application/x-www-form-urlencoded";
            default -> "text/plain";
        };
        String method = values.text(HttpTool.METHOD).toUpperCase(Locale.ROOT);
        return new Outgoing(method, withQuery(), headers, filled(values.text(HttpTool.BODY)), type);
    }

    private URI withQuery() throws UnknownHostException {
        StringBuilder all = new StringBuilder(address.toString());
        char before = address.getRawQuery() == null ? '?' : '&';
        for (Map.Entry<String, String> pair :
                call.values().pairs(HttpTool.QUERY).entrySet()) {
            all.append(before)
                    .append(Escapes.inForm(pair.getKey()))
                    .append('=')
                    .append(Escapes.inForm(filled(pair.getValue())));
            before = '&';
        }
        return URI.create(all.toString());
    }

    private String filled(String text) throws UnknownHostException {
        String filled = call.secrets().fill(text, address.getHost());
        if (!filled.equals(text)) {
            sender.requireSecret(address);
        }
        return filled;
    }
}
