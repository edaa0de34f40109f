package org.liaoyuan.server.account;

import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/**
 * TLS as RFC 9325 (4.2) recommends it: 1.3 and 1.2, with forward secrecy and authenticated encryption. Java's own defaults would
 * still take CBC. What the operator sets stays as it is.
 */
@Component
class TlsSuites implements WebServerFactoryCustomizer<ConfigurableWebServerFactory> {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final String[] SUITES = {
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
    };

    private final ServerProperties server;

    TlsSuites(ServerProperties server) {
        this.server = server;
    }

    /** The factory reads these settings when it makes the server, which is later. */
    @Override
    public void customize(ConfigurableWebServerFactory factory) {
        Ssl ssl = server.getSsl();
        if (ssl == null) {
            return;
        }
        if (ssl.getEnabledProtocols() == null) {
            ssl.setEnabledProtocols(PROTOCOLS.clone());
        }
        if (ssl.getCiphers() == null) {
            ssl.setCiphers(SUITES.clone());
        }
    }
}
