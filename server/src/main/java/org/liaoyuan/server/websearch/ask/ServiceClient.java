package org.liaoyuan.server.websearch.ask;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.liaoyuan.server.net.Timed;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a search service.
 *
 * <p>Guarantees: one request a call; no redirect is followed, so that a key goes where it was entered for; an answer has at most two
 * megabytes and the time that is given, to its last byte.
 */
public final class ServiceClient implements AutoCloseable {

    private static final int MOST_BYTES = 2 << 20;
    private static final int MOST_SAID = 300;

    /** The least that the services take: Brave and Tavily. */
    private static final int LONGEST_QUESTION = 400;

    private static final Timeout WAIT = Timeout.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final CloseableHttpClient client = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setDefaultConnectionConfig(ConnectionConfig.custom()
                            .setConnectTimeout(WAIT)
                            .setSocketTimeout(WAIT)
                            .build())
                    .build())
            .setDefaultRequestConfig(RequestConfig.custom()
                    .setConnectionRequestTimeout(WAIT)
                    .setResponseTimeout(WAIT)
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .setUserAgent("Liaoyuan")
            .build();

    /** Looks for pages; none where nothing was found. */
    public List<Found> search(SearchService service, String question, int most, Duration time)
            throws ServiceFailure, InterruptedException {
        HttpUriRequestBase request =
                service.kind().dialect().request(service.address(), service.key(), shortened(question), most);
        request.setHeader("Accept", "application/json");
        try {
            return Timed.call(time, () -> send(service, request)).stream()
                    .limit(most)
                    .toList();
        } catch (Timed.TookTooLong e) {
            throw new ServiceFailure("no whole answer within " + time.toMillis() + " ms");
        } catch (ServiceFailure e) {
            throw e;
        } catch (IOException e) {
            // its address is the owner's to know, and stands in the exception's words
            throw new ServiceFailure(
                    "can't be reached (" + e.getClass().getSimpleName() + "); does it run, is its address right?");
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shortened(String question) {
        return question.codePointCount(0, question.length()) <= LONGEST_QUESTION
                ? question
                : question.substring(0, question.offsetByCodePoints(0, LONGEST_QUESTION));
    }

    private List<Found> send(SearchService service, HttpUriRequestBase request) throws IOException, ServiceFailure {
        try (ClassicHttpResponse response =
                client.executeOpen(HttpHost.create(URI.create(service.address())), request, null)) {
            InputStream body = response.getEntity() == null
                    ? InputStream.nullInputStream()
                    : response.getEntity().getContent();
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new ServiceFailure("its answer has more than " + MOST_BYTES + " bytes");
            }
            return read(service, response.getCode(), bytes);
        }
    }

    /** What an answer says. */
    static List<Found> read(SearchService service, int status, byte[] bytes) throws ServiceFailure {
        Dialect dialect = service.kind().dialect();
        JsonNode answer = json(bytes);
        String advice = dialect.advice(status).isEmpty() ? "" : "; " + dialect.advice(status);
        if (status != 200) {
            String said = without(dialect.reason(answer), service.key());
            throw new ServiceFailure("it answered " + status + (said.isEmpty() ? "" : ": " + said)
                    + (advice.isEmpty() ? usual(status) : advice));
        }
        if (!answer.isObject()) {
            throw new ServiceFailure("its answer is no JSON object; is its address right?" + advice);
        }
        try {
            return dialect.read(answer);
        } catch (ServiceFailure e) {
            throw new ServiceFailure(without(String.valueOf(e.getMessage()), service.key()));
        }
    }

    private static String usual(int status) {
        return switch (status) {
            case 401, 403 -> "; look at the key";
            case 402 -> "; the account there has no money left";
            case 404 -> "; look at the address";
            case 429 -> "; too many searches: wait, or look at the plan there";
            default -> "";
        };
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return bytes.length == 0 ? JSON.missingNode() : JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    /** One line, no longer than is useful, without the key: some services repeat it. */
    private static String without(String said, String key) {
        String text = key.isEmpty() ? said : said.replace(key, "…");
        return Found.plain(text, MOST_SAID);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
