package org.liaoyuan.server.signon;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Addresses that only who runs this server may send it to: itself, and what hangs on its own link, such as the metadata service of a
 * cloud. Private networks are not among them: an organisation's directory lies there as a rule.
 */
final class Inside {

    private Inside() {}

    /**
     * Looks the host's name up as it is about to be connected to; Java keeps the answer for longer than that takes, so the connection
     * goes to the address that was looked at.
     *
     * @throws UnknownHostException if nothing is called so
     * @throws IllegalArgumentException if it leads inside
     */
    static void refuse(String field, URI uri) throws UnknownHostException {
        for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
            if (is(address)) {
                throw new IllegalArgumentException(field + " is '" + uri + "', which leads to this server itself or its"
                        + " own link: only the organisation that the installation began with may name that");
            }
        }
    }

    private static boolean is(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isLinkLocalAddress()
                    || address.isAnyLocalAddress()
                    || address.isMulticastAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return true;
        }
    }
}
