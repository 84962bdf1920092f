package dev.aoi.cluster.kind;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Addresses that share a beginning, in CIDR notation.
 *
 * @param first the address as a number
 * @param length of an address in bits
 * @param prefix how many bits are shared
 */
record AddressRange(BigInteger first, int length, int prefix) {
    /** A range; empty when the text is none. */
    static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        // Names must not reach the resolver of this machine.
        if (slash < 1 || !text.matches("[0-9a-fA-F:.]+/\\d{1,3}")) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.getByName(text.substring(0, slash)).getAddress();
            int prefix = Integer.parseInt(text.substring(slash + 1));
            int length = bytes.length * Byte.SIZE;
            return prefix > length
                    ? Optional.empty()
                    : Optional.of(new AddressRange(new BigInteger(1, bytes), length, prefix));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether all of another range, and more, is in this one. */
    boolean strictlyHolds(AddressRange other) {
        return length == other.length
                && prefix < other.prefix
                && first.shiftRight(length - prefix)
                        .equals(other.first.shiftRight(length - prefix));
    }
}
