package org.liaoyuan.server.model.internal.remote;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.liaoyuan.server.model.RemoteException;
import org.liaoyuan.server.model.RemoteFailure;

/**
 * HTTP to one provider: kept connections, no redirects (they would carry the key away), no cookies, no retries of its own.
 *
 * <p>Apache's client rather than the JDK's: it blocks on the caller's virtual thread without handing each buffer from thread to
 * thread, which is most of what a gateway does.
 */
final class Upstream implements AutoCloseable {

    private static final TimeValue CHECK_AFTER = TimeValue.ofSeconds(2);
    private static final TimeValue KEEP = TimeValue.ofMinutes(5);
    private static final int UNLIMITED = 4096;

    private final String id;
    private final ProviderConfig config;
    private final Map<String, String> headers;
    private final Deadlines deadlines;
    private final HttpHost host;
    private final CloseableHttpClient client;

    /** @param headers what each request carries, the key among them */
    Upstream(String id, ProviderConfig config, Map<String, String> headers, Deadlines deadlines) {
        this.id = id;
        this.config = config;
        this.headers = headers;
        this.deadlines = deadlines;
        this.host = HttpHost.create(URI.create(config.baseUrl()));
        this.client = HttpClients.custom()
                .setConnectionManager(connections(config))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(config.times().connect()))
                        .setResponseTimeout(Timeout.DISABLED) // Deadlines sees to it
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState()
                .setUserAgent("liaoyuan")
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(ProviderConfig config) {
        int most =
                config.limits().concurrent() == 0 ? UNLIMITED : config.limits().concurrent();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnTotal(most)
                .setMaxConnPerRoute(most)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(config.times().connect()))
                        .setSocketTimeout(Timeout.DISABLED)
                        .setValidateAfterInactivity(CHECK_AFTER)
                        .setTimeToLive(KEEP)
                        .build())
                .build();
    }

    /** Sends a JSON document; the reply's head is here when it returns. */
    Reply post(String path, byte[] body) {
        HttpPost request = new HttpPost(config.baseUrl() + path);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        return send(request);
    }

    /** Sends a form; the reply's head is here when it returns. */
    Reply post(String path, HttpEntity form) {
        HttpPost request = new HttpPost(config.baseUrl() + path);
        request.setEntity(form);
        return send(request);
    }

    Reply get(String path) {
        return send(new HttpGet(config.baseUrl() + path));
    }

    private Reply send(HttpUriRequestBase request) {
        headers.forEach(request::setHeader);
        Reply reply = new Reply(id, request, config.times(), deadlines);
        try {
            reply.begin(client.executeOpen(host, request, null));
            return reply;
        } catch (ConnectTimeoutException e) {
            reply.close();
            throw new RemoteException(new RemoteFailure.TimedOut(
                    "no connection to " + id + " within " + config.times().connect()));
        } catch (HttpHostConnectException e) {
            reply.close();
            throw new RemoteException(new RemoteFailure.Unavailable(
                    id + " can't be reached at " + config.baseUrl() + "; is it running?"));
        } catch (IOException e) {
            RemoteException failure = reply.failure(e);
            reply.close();
            throw failure;
        }
    }

    @Override
    public void close() {
        client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }
}
