package org.liaoyuan.server.tool.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import org.liaoyuan.server.tool.ToolFailure;
import org.liaoyuan.server.tool.ToolFailure.Reason;
import org.liaoyuan.server.tool.ToolResult;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends requests of nodes, and follows redirects of what only reads. Headers go to the first host alone: a secret never comes to where it
 * redirects to. Secrets go by TLS, or into the operator's own network.
 */
@Component
public final class Sender implements DisposableBean {

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

    /** Makes a request within the time of sending it. */
    public interface Preparing {

        Outgoing prepare() throws IOException;
    }

    /**
     * Sends one.
     *
     * @param limit that all of it may take
     * @return {@code status}, {@code headers}, {@code text}, and {@code body} where it is JSON
     * @throws ToolFailure if there is no answer that is taken
     */
    public ToolResult send(Duration limit, Effect effect, Taking taking, Preparing preparing)
            throws InterruptedException {
        try {
            return Timed.call(limit, () -> follow(preparing.prepare(), taking, effect));
        } catch (Timed.TookTooLong e) {
            throw new ToolFailure(Reason.UNKNOWN, "there was no whole answer within " + limit.toSeconds() + " seconds");
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

    private ToolResult follow(Outgoing first, Taking taking, Effect effect) throws IOException {
        URI next = first.address();
        int most = effect == Effect.READS ? taking.redirects() : 0;
        for (int turn = 0; ; turn++) {
            HttpUriRequestBase request = request(first, next);
            try (ClassicHttpResponse response = client.executeOpen(HttpHost.create(next), request, null)) {
                int status = response.getCode();
                boolean expected = Expected.fits(taking.expect(), status);
                if (most == 0 || expected || !REDIRECTS.contains(status)) {
                    return answer(response, expected, taking.mostBytes(), effect);
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

    private static HttpUriRequestBase request(Outgoing first, URI address) {
        HttpUriRequestBase request = new HttpUriRequestBase(first.method(), address);
        if (!isSameHost(first.address(), address)) {
            return request;
        }
        first.headers().forEach(request::setHeader);
        if (!first.body().isEmpty()) {
            ContentType type = ContentType.create(first.type(), StandardCharsets.UTF_8);
            request.setEntity(new ByteArrayEntity(
                    first.body().getBytes(StandardCharsets.UTF_8),
                    request.containsHeader("Content-Type") ? null : type));
        }
        return request;
    }

    /** A request with headers that are secret. @throws ToolFailure if they could be read on their way */
    public Outgoing secret(Outgoing request, Map<String, String> headers) throws UnknownHostException {
        if (!headers.isEmpty()) {
            requireSecret(request.address());
        }
        return request.with(headers);
    }

    /** @throws ToolFailure if a secret that is sent there could be read on its way */
    void requireSecret(URI address) throws UnknownHostException {
        if (!address.getScheme().equals("https")) {
            for (InetAddress each : addresses.resolve(address.getHost())) {
                if (PublicAddresses.isPublic(each)) {
                    throw new ToolFailure(Reason.VALUE, "url: a secret is sent by https:// alone");
                }
            }
        }
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
    public void destroy() throws IOException {
        client.close();
    }
}
