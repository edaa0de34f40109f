package org.liaoyuan.server.net;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * Addresses with the same beginning.
 *
 * @param beginning the bits that are the same, as a number
 * @param bytes of an address: 4 or 16
 * @param bits how many are the same
 */
record Network(BigInteger beginning, int bytes, int bits) {

    /** @throws IllegalArgumentException if it is not written as {@code 10.1.0.0/16} or {@code fd12::/64} */
    static Network of(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length == 2 && parts[1].matches("\\d{1,3}")) {
            byte[] first = InetAddress.ofLiteral(parts[0]).getAddress();
            int bits = Integer.parseInt(parts[1]);
            if (bits <= first.length * Byte.SIZE) {
                return new Network(beginning(first, bits), first.length, bits);
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no network; expected one such as 10.1.0.0/16");
    }

    private static BigInteger beginning(byte[] address, int bits) {
        return new BigInteger(1, address).shiftRight(address.length * Byte.SIZE - bits);
    }

    boolean holds(InetAddress address) {
        byte[] other = address.getAddress();
        return other.length == bytes && beginning(other, bits).equals(beginning);
    }
}
