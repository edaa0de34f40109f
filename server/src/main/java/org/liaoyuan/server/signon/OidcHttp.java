package org.liaoyuan.server.signon;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How providers are asked.
 *
 * <p>Guarantees: an answer has at most a megabyte and ten seconds, to its last byte; no redirect is followed; every address is
 * looked at before it is asked, whoever named it.
 */
final class OidcHttp implements HTTPRequestSender, ResourceRetriever {

    private static final int MOST_BYTES = 1024 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(10);

    private final boolean loopback;

    OidcHttp(boolean loopback) {
        this.loopback = loopback;
    }

    /** Made when first needed: most servers have no provider. */
    private static final class Shared {

        static final HttpClient CLIENT = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest asked) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(allowed(asked.getURI()));
        asked.getHeaderMap().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        String body = asked.getBody();
        HttpResponse<String> answer = exchange(request.method(
                asked.getMethod().name(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
        HTTPResponse response = new HTTPResponse(answer.statusCode());
        answer.headers().firstValue("Content-Type").ifPresent(type -> response.setHeader("Content-Type", type));
        response.setBody(answer.body());
        return response;
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        HttpResponse<String> answer = get(URI.create(url.toString()));
        return new Resource(
                answer.body(), answer.headers().firstValue("Content-Type").orElse(null));
    }

    /** @throws IOException also if the status is another than 200 */
    HttpResponse<String> get(URI uri) throws IOException {
        HttpResponse<String> answer =
                exchange(HttpRequest.newBuilder(allowed(uri)).header("Accept", "application/json"));
        if (answer.statusCode() != 200) {
            throw new IOException(uri + " answers with status " + answer.statusCode());
        }
        return answer;
    }

    private URI allowed(URI uri) throws IOException {
        try {
            URI safe = Addresses.http("the address", uri.toString(), loopback);
            if (!loopback) {
                Inside.refuse("the address", safe);
            }
            return safe;
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException {
        CompletableFuture<HttpResponse<String>> answer = Shared.CLIENT.sendAsync(
                request.timeout(WHOLE).build(), BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
        try {
            return answer.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no whole answer within " + WHOLE.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
