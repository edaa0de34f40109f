package org.liaoyuan.server.agent.door;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator says of doors of agents: {@code liaoyuan.agents.doors.*}.
 *
 * @param callbackHosts hosts that may be told of the end of a run, as addresses write them, with a port where it is not the usual one, or
 *     {@code :*} for any port; none for nobody
 */
@ConfigurationProperties("liaoyuan.agents.doors")
record DoorSettings(@DefaultValue List<String> callbackHosts) {

    DoorSettings {
        callbackHosts = callbackHosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .toList();
    }

    boolean allows(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        return callbackHosts.contains(address.getRawAuthority().toLowerCase(Locale.ROOT))
                || callbackHosts.contains(host + ":*");
    }
}
