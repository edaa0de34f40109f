package org.liaoyuan.server.net;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/**
 * A client for servers that somebody else named.
 *
 * <p>Guarantees: connects to what {@link PublicAddresses} lets through and nowhere else; keeps no connection, cookie or password;
 * follows no redirect and tries nothing again by itself.
 */
public final class StrangersClient {

    private StrangersClient() {}

    /**
     * Opens one.
     *
     * @param connecting the most time for connecting
     * @param silence the most time between two parts of an answer
     * @param agent what it calls itself
     */
    public static CloseableHttpClient open(
            PublicAddresses addresses, Timeout connecting, Timeout silence, String agent) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(addresses)
                        .setMaxConnTotal(64)
                        .setMaxConnPerRoute(8)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connecting)
                                .setSocketTimeout(silence)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connecting)
                        .setResponseTimeout(silence)
                        .build())
                // one that is kept would not be looked at again
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent(agent)
                .build();
    }
}
