package org.liaoyuan.server.tool.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.liaoyuan.server.net.PublicAddresses;
import org.liaoyuan.server.net.StrangersClient;
import org.liaoyuan.server.net.Timed;
import org.liaoyuan.server.net.WebAddress;
import org.liaoyuan.server.tool.Tool.Effect;
import org.liaoyuan.server.tool.ToolCall;
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import org.liaoyuan.server.tool.ToolResult;
import org.liaoyuan.server.tool.ToolValues;

/**
 * Sends what a node says, and follows redirects of what only reads. Secrets are filled in for each host anew, so one that was meant for
 * the first never comes to where it redirects to; headers go to the first host alone. They go by TLS, or into the operator's own network.
 */
final class Sender implements AutoCloseable {

    private static final Timeout CONNECTING = Timeout.ofSeconds(10);

    /** The whole has a limit of its own. */
    private static final Timeout SILENCE = Timeout.ofMinutes(10);

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final PublicAddresses addresses;
    private final CloseableHttpClient client;

    Sender(PublicAddresses addresses) {
        this.addresses = addresses;
        this.client = StrangersClient.open(addresses, CONNECTING, SILENCE, "Liaoyuan (an agent)");
    }

    ToolResult send(ToolCall call, Effect effect) throws InterruptedException {
        try {
            return Timed.call(call.limit(), () -> follow(call, effect));
        } catch (Timed.TookTooLong e) {
            throw new ToolFailure(
                    Reason.UNKNOWN,
                    "there was no whole answer within " + call.limit().toSeconds() + " seconds");
        } catch (PublicAddresses.Inside e) {
            throw new ToolFailure(
                    Reason.NOT_OPEN,
                    "the host lies in this server's own network, which tools reach where the operator allows it (liaoyuan.tools.inside)");
        } catch (UnknownHostException e) {
            throw new ToolFailure(Reason.NO_ANSWER, "there is no such host");
        } catch (ConnectException | ConnectTimeoutException e) {
            throw new ToolFailure(Reason.NO_ANSWER, "the host can't be reached");
        } catch (SSLException e) {
            throw new ToolFailure(
                    Reason.REFUSED, "no secure connection to the host: its certificate or protocol is not trusted");
        } catch (IOException e) {
            throw new ToolFailure(
                    Reason.UNKNOWN, "the connection broke: " + e.getClass().getSimpleName());
        } catch (ToolFailure | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ToolResult follow(ToolCall call, Effect effect) throws IOException {
        ToolValues values = call.values();
        URI first = WebAddress.of(values.text(HttpTool.URL))
                .orElseThrow(() -> new ToolFailure(Reason.VALUE, "url: it is no address"));
        URI next = withQuery(first, values.pairs(HttpTool.QUERY), call);
        int most = effect == Effect.READS ? values.number(HttpTool.REDIRECTS) : 0;
        for (int turn = 0; ; turn++) {
            HttpUriRequestBase request = request(next, call, isSameHost(first, next));
            try (ClassicHttpResponse response = client.executeOpen(HttpHost.create(next), request, null)) {
                int status = response.getCode();
                boolean expected = Expected.fits(values.text(HttpTool.EXPECT), status);
                if (most == 0 || expected || !REDIRECTS.contains(status)) {
                    return answer(response, expected, values.number(HttpTool.MOST_BYTES), effect);
                }
                if (turn == most) {
                    throw new ToolFailure(Reason.REFUSED, "it redirects more than " + most + " times");
                }
                Header location = response.getFirstHeader("Location");
                next = WebAddress.of(next, location == null ? "" : String.valueOf(location.getValue()))
                        .orElseThrow(() -> new ToolFailure(Reason.REFUSED, "it redirects to what is no address"));
            }
        }
    }

    private static boolean isSameHost(URI one, URI other) {
        return one.getScheme().equals(other.getScheme())
                && one.getHost().equals(other.getHost())
                && one.getPort() == other.getPort();
    }

    private HttpUriRequestBase request(URI address, ToolCall call, boolean isFirst) throws UnknownHostException {
        ToolValues values = call.values();
        String method = values.text(HttpTool.METHOD).toUpperCase(Locale.ROOT);
        HttpUriRequestBase request = new HttpUriRequestBase(method, address);
        if (!isFirst) {
            return request;
        }
        for (Map.Entry<String, String> header : values.pairs(HttpTool.HEADERS).entrySet()) {
            String value = filled(header.getValue(), address, call);
            if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f || c > 0xff)) {
                throw new ToolFailure(
                        Reason.VALUE, "headers/" + header.getKey() + ": it has characters that no header can have");
            }
            request.setHeader(header.getKey(), value);
        }
        if (values.flag(HttpTool.KEYED)) {
            request.setHeader("Idempotency-Key", call.key());
        }
        if (!values.text(HttpTool.BODY).isEmpty()) {
            ContentType type = switch (values.text(HttpTool.CONTENT)) {
                case "json" -> ContentType.APPLICATION_JSON;
                case "form" -> ContentType.create("application/x-www-form-urlencoded", StandardCharsets.UTF_8);
                default -> ContentType.create("text/plain", StandardCharsets.UTF_8);
            };
            boolean isNamed = request.containsHeader("Content-Type");
            byte[] body = filled(values.text(HttpTool.BODY), address, call).getBytes(StandardCharsets.UTF_8);
            request.setEntity(new ByteArrayEntity(body, isNamed ? null : type));
        }
        return request;
    }

    private URI withQuery(URI address, Map<String, String> query, ToolCall call) throws UnknownHostException {
        StringBuilder all = new StringBuilder(address.toString());
        char before = address.getRawQuery() == null ? '?' : '&';
        for (Map.Entry<String, String> pair : query.entrySet()) {
            all.append(before)
                    .append(Escapes.inForm(pair.getKey()))
                    .append('=')
                    .append(Escapes.inForm(filled(pair.getValue(), address, call)));
            before = '&';
        }
        return URI.create(all.toString());
    }

    private String filled(String text, URI address, ToolCall call) throws UnknownHostException {
        String filled = call.secrets().fill(text, address.getHost());
        if (!filled.equals(text) && !address.getScheme().equals("https")) {
            for (InetAddress each : addresses.resolve(address.getHost())) {
                if (PublicAddresses.isPublic(each)) {
                    throw new ToolFailure(Reason.VALUE, "url: a secret is sent by https:// alone");
                }
            }
        }
        return filled;
    }

    private static ToolResult answer(ClassicHttpResponse response, boolean expected, int most, Effect effect)
            throws IOException {
        int status = response.getCode();
        if (!expected) {
            throw unexpected(status, effect);
        }
        InputStream body = response.getEntity() == null
                ? InputStream.nullInputStream()
                : response.getEntity().getContent();
        byte[] bytes = body.readNBytes(most + 1);
        if (bytes.length > most && effect == Effect.READS) {
            throw new ToolFailure(Reason.TOO_LONG, "the answer has more than " + most + " bytes (mostBytes)");
        }
        return new ToolResult(Answers.output(response, bytes, most));
    }

    private static ToolFailure unexpected(int status, Effect effect) {
        String what = "it answered " + status;
        if (status == 429 || status == 503) {
            return new ToolFailure(Reason.NO_ANSWER, what);
        }
        if (status >= 400 && status < 500) {
            return new ToolFailure(Reason.REFUSED, what);
        }
        // something may have been done
        return new ToolFailure(status >= 500 || effect == Effect.ONCE ? Reason.UNKNOWN : Reason.REFUSED, what);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
