package org.liaoyuan.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From where a request comes.
 *
 * @param address the network of the client, such as {@code 203.0.113.7} or {@code 2001:db8::/64}: by it tries are counted
 * @param shown a wider prefix, which may be kept: /24 or /48
 * @param onThisMachine whether no proxy and no network is between
 * @param secure whether TLS carries it, at least as far as the proxy
 */
public record Client(String address, String shown, boolean onThisMachine, boolean secure) {

    /** @param settings whether a proxy is between */
    public static Client of(HttpServletRequest request, AccessSettings settings) {
        String forwarded = request.getHeader("X-Forwarded-For");
        boolean direct = forwarded == null && request.getHeader("Forwarded") == null;
        InetAddress remote = literal(request.getRemoteAddr());
        boolean here = direct
                && remote != null
                && remote.isLoopbackAddress()
                && AccessSettings.isLoopback(request.getServerName());
        // the last one is the proxy's own word; those before it are the client's
        InetAddress client = settings.proxy() && forwarded != null
                ? literal(forwarded.substring(forwarded.lastIndexOf(',') + 1).strip())
                : remote;
        boolean secure =
                request.isSecure() || settings.proxy() && "https".equals(request.getHeader("X-Forwarded-Proto"));
        return new Client(prefix(client, 4, 8), prefix(client, 3, 6), here, secure);
    }

    /** A literal address only: no name is looked up. */
    private static @Nullable InetAddress literal(String text) {
        try {
            return text.matches("[0-9a-fA-F:.%]{2,60}")
                    ? InetAddress.ofLiteral(text)
                    : InetAddress.ofLiteral("0.0.0.0");
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    private static String prefix(@Nullable InetAddress address, int ofFour, int ofSixteen) {
        if (address == null) {
            return "";
        }
        byte[] bytes = address.getAddress();
        int kept = bytes.length == 4 ? ofFour : ofSixteen;
        byte[] prefix = Arrays.copyOf(Arrays.copyOf(bytes, kept), bytes.length);
        try {
            String text = InetAddress.getByAddress(prefix).getHostAddress();
            return kept == bytes.length ? text : text + "/" + kept * 8;
        } catch (UnknownHostException lengthsAreRight) {
            throw new IllegalStateException(lengthsAreRight);
        }
    }
}
