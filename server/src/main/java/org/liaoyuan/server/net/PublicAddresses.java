package org.liaoyuan.server.net;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Where a request may go: to addresses that anybody in the world can reach. This server, its network and its link are none of them,
 * however they are named: a search result, or what an agent read, could send the server to a metadata service or a printer.
 *
 * <p>A name is looked up once for a connection, and what was looked at is what is connected to. A name that leads to any address
 * inside is refused as a whole.
 */
public final class PublicAddresses implements DnsResolver {

    /** How names become addresses. */
    public interface Lookup {

        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** IPv4: special ones by RFC 6890 and the registry that it began, as first, last of the range. */
    private static final List<long[]> INSIDE = List.of(
            range("0.0.0.0", 8), // this network
            range("10.0.0.0", 8), // private
            range("100.64.0.0", 10), // behind a provider's NAT
            range("127.0.0.0", 8), // loopback
            range("169.254.0.0", 16), // link, and the metadata services of clouds
            range("172.16.0.0", 12), // private
            range("192.0.0.0", 24), // protocols
            range("192.0.2.0", 24), // examples
            range("192.88.99.0", 24), // relays of 6to4
            range("192.168.0.0", 16), // private
            range("198.18.0.0", 15), // benchmarks
            range("198.51.100.0", 24), // examples
            range("203.0.113.0", 24), // examples
            range("224.0.0.0", 4), // multicast
            range("240.0.0.0", 4)); // reserved, broadcast

    private final Set<String> insideHosts;
    private final List<Network> insideNetworks;
    private final Lookup lookup;

    /**
     * What is allowed beside what is public.
     *
     * @param inside names that are allowed wherever they lead, as addresses write them, and networks such as {@code 10.1.0.0/16}
     * @throws IllegalArgumentException if one with a slash is no network
     */
    public PublicAddresses(List<String> inside, Lookup lookup) {
        List<String> all =
                inside.stream().map(h -> h.strip().toLowerCase(Locale.ROOT)).toList();
        this.insideHosts = all.stream().filter(each -> !each.contains("/")).collect(Collectors.toSet());
        this.insideNetworks =
                all.stream().filter(each -> each.contains("/")).map(Network::of).toList();
        this.lookup = lookup;
    }

    /** By the usual look-up of names. */
    public PublicAddresses(List<String> inside) {
        this(inside, InetAddress::getAllByName);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] all = lookup.of(host);
        require(host, all);
        return all;
    }

    /**
     * For who has looked up a name by themselves.
     *
     * @throws Inside if one of the addresses to which it leads may not be gone to
     */
    public void require(String host, InetAddress... all) throws Inside {
        if (!insideHosts.contains(host.toLowerCase(Locale.ROOT))) {
            for (InetAddress each : all) {
                if (!isPublic(each) && insideNetworks.stream().noneMatch(network -> network.holds(each))) {
                    throw new Inside();
                }
            }
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** A name leads inside. */
    public static final class Inside extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        Inside() {
            super("leads inside");
        }
    }

    public static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean open = bytes.length == 4 ? isPublic4(number(bytes, 0, 4)) : isPublic6(bytes);
        try {
            return open && NetworkInterface.getByInetAddress(address) == null;
        } catch (SocketException unknown) {
            return false;
        }
    }

    private static boolean isPublic4(long address) {
        return INSIDE.stream().noneMatch(range -> address >= range[0] && address <= range[1]);
    }

    /**
     * Global unicast (2000::/3) alone, of that not what carries an IPv4 address (Teredo in 2001::/23, 6to4) or stands in examples.
     * Mapped and translated IPv4 addresses lie outside of it.
     */
    private static boolean isPublic6(byte[] bytes) {
        long first = number(bytes, 0, 4);
        return first >>> 29 == 1
                && first >>> 9 != 0x20010000L >>> 9
                && first != 0x20010db8L
                && first >>> 16 != 0x2002L
                && first >>> 12 != 0x3fff0L;
    }

    private static long number(byte[] bytes, int from, int count) {
        long number = 0;
        for (int i = from; i < from + count; i++) {
            number = number << 8 | bytes[i] & 0xff;
        }
        return number;
    }

    private static long[] range(String first, int prefix) {
        long from = number(InetAddress.ofLiteral(first).getAddress(), 0, 4);
        return new long[] {from, from + (1L << 32 - prefix) - 1};
    }
}
