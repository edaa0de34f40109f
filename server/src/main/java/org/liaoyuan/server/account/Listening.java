package org.liaoyuan.server.account;

import java.net.InetAddress;
import org.liaoyuan.server.access.AccessSettings;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/** Refuses to start where others could come in who need not sign in, or could read along. */
@Component
class Listening implements SmartInitializingSingleton {

    private final ServerProperties server;
    private final AccessSettings settings;
    private final Accounts accounts;

    Listening(ServerProperties server, AccessSettings settings, Accounts accounts) {
        this.server = server;
        this.settings = settings;
        this.accounts = accounts;
    }

    /** Before the server listens. */
    @Override
    public void afterSingletonsInstantiated() {
        InetAddress address = server.getAddress();
        boolean loopback = address != null && address.isLoopbackAddress();
        if (loopback && !settings.reachFurther()) {
            return;
        }
        String where = loopback
                ? "liaoyuan.access names hosts or a proxy"
                : "the server is to listen on " + (address == null ? "every address" : address.getHostAddress());
        if (!accounts.exist()) {
            throw new IllegalStateException(
                    where + ", but there are no accounts yet, so everybody would be its owner."
                            + " Start it once without (./liaoyuan up), open the one-time link that it prints, and set a password");
        }
        boolean tls = server.getSsl() != null && server.getSsl().isEnabled();
        if (!tls && !settings.proxy()) {
            throw new IllegalStateException(
                    where + " without TLS: passwords would cross the network for all to read."
                            + " Give it a certificate (SERVER_SSL_CERTIFICATE and SERVER_SSL_CERTIFICATEPRIVATEKEY), or, behind a"
                            + " proxy that ends TLS and sets X-Forwarded-For and X-Forwarded-Proto, say so: LIAOYUAN_ACCESS_PROXY=true");
        }
    }
}
