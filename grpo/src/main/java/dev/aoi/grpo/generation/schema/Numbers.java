package dev.aoi.grpo.generation.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * JSON's numbers in a network.
 *
 * <p>An exponent is at most 307 and has at most three digits, so that numbers of ordinary length
 * fit a double. Integers are written without point and exponent, numbers between bounds without
 * exponent.
 */
final class Numbers {
    private static final int TEN = 10;

    private final Network network;

    Numbers(Network network) {
        this.network = network;
    }

    /** Any number. */
    void anyNumber(int from, int to) {
        int whole = network.state();
        int fraction = network.state();
        anyInteger(from, whole);
        int point = network.state();
        network.range(whole, '.', '.', point);
        network.range(point, '0', '9', fraction);
        network.range(fraction, '0', '9', fraction);
        network.empty(whole, to);
        network.empty(fraction, to);
        int e = network.state();
        for (int before : new int[] {whole, fraction}) {
            network.range(before, 'e', 'e', e);
            network.range(before, 'E', 'E', e);
        }
        int plus = network.state();
        network.range(e, '+', '+', plus);
        network.empty(e, plus);
        digits(plus, 1, '0', to);
        digits(plus, 2, '0', to);
        int hundreds = network.state();
        network.range(plus, '0', '2', hundreds);
        digits(hundreds, 2, '0', to);
        int three = network.state();
        int thirty = network.state();
        network.range(plus, '3', '3', three);
        network.range(three, '0', '0', thirty);
        network.range(thirty, '0', '7', to);
        int minus = network.state();
        network.range(e, '-', '-', minus);
        for (int count = 1; count <= 3; count++) {
            digits(minus, count, '0', to);
        }
    }

    /** Any integer. */
    void anyInteger(int from, int to) {
        int unsigned = network.state();
        network.range(from, '-', '-', unsigned);
        network.empty(from, unsigned);
        naturals(unsigned, BigInteger.ZERO, Optional.empty(), to);
    }

    /** Integers between bounds that belong to them. */
    void integers(int from, Optional<BigInteger> least, Optional<BigInteger> most, int to) {
        if (most.isEmpty() || most.get().signum() >= 0) {
            naturals(from, least.orElse(BigInteger.ZERO).max(BigInteger.ZERO), most, to);
        }
        if (least.isEmpty() || least.get().signum() <= 0) {
            int minus = network.state();
            network.range(from, '-', '-', minus);
            naturals(
                    minus,
                    most.map(BigInteger::negate).orElse(BigInteger.ZERO).max(BigInteger.ZERO),
                    least.map(BigInteger::negate),
                    to);
        }
    }

    /** Numbers between bounds. */
    void numbers(int from, Optional<Bound> least, Optional<Bound> most, int to) {
        Bound zero = new Bound(BigDecimal.ZERO, false);
        if (most.isEmpty() || most.get().value().signum() >= 0) {
            decimals(from, least.filter(b -> b.value().signum() >= 0).orElse(zero), most, to);
        }
        if (least.isEmpty() || least.get().value().signum() <= 0) {
            int minus = network.state();
            network.range(from, '-', '-', minus);
            decimals(
                    minus,
                    most.filter(b -> b.value().signum() <= 0).map(Bound::negate).orElse(zero),
                    least.map(Bound::negate),
                    to);
        }
    }

    /** Natural numbers without leading zeros. */
    private void naturals(int from, BigInteger least, Optional<BigInteger> most, int to) {
        if (most.isPresent() && least.compareTo(most.get()) > 0) {
            return;
        }
        int shortest = least.toString().length();
        int longest = most.map(m -> m.toString().length()).orElse(shortest);
        for (int length = shortest; length <= longest; length++) {
            BigInteger lowest = least.max(length == 1 ? BigInteger.ZERO : power(length - 1));
            BigInteger highest = power(length).subtract(BigInteger.ONE);
            if (most.isPresent()) {
                highest = highest.min(most.get());
            }
            int[] nines = new int[length];
            Arrays.fill(nines, 9);
            for (var sequence :
                    IntervalSplit.of(digits(lowest), digits(highest), new int[length], nines)) {
                int at = from;
                for (int i = 0; i < length; i++) {
                    int next = i == length - 1 ? to : network.state();
                    network.range(
                            at,
                            '0' + sequence.get(i).lowest(),
                            '0' + sequence.get(i).highest(),
                            next);
                    at = next;
                }
            }
        }
        if (most.isEmpty()) {
            int more = network.state();
            digits(from, longest + 1, '1', more);
            network.range(more, '0', '9', more);
            network.empty(more, to);
        }
    }

    private void digits(int from, int count, char first, int to) {
        int at = from;
        for (int i = 0; i < count; i++) {
            int next = i == count - 1 ? to : network.state();
            network.range(at, i == 0 ? first : '0', '9', next);
            at = next;
        }
    }

    private static BigInteger power(int exponent) {
        return BigInteger.TEN.pow(exponent);
    }

    private static int[] digits(BigInteger natural) {
        return natural.toString().chars().map(c -> c - '0').toArray();
    }

    /** Decimals from a bound that is not negative. */
    private void decimals(int from, Bound least, Optional<Bound> most, int to) {
        BigInteger first = least.whole();
        Optional<BigInteger> last = most.map(Bound::whole);
        if (last.isPresent() && last.get().equals(first)) {
            literal(from, first, new Fraction(Optional.of(least), most), to);
            return;
        }
        literal(from, first, new Fraction(Optional.of(least), Optional.empty()), to);
        int between = network.state();
        naturals(
                from,
                first.add(BigInteger.ONE),
                last.map(l -> l.subtract(BigInteger.ONE)),
                between);
        new Fraction(Optional.empty(), Optional.empty()).add(between, to);
        last.filter(l -> l.compareTo(first) > 0)
                .ifPresent(l -> literal(from, l, new Fraction(Optional.empty(), most), to));
    }

    private void literal(int from, BigInteger whole, Fraction fraction, int to) {
        int behind = network.state();
        naturals(from, whole, Optional.of(whole), behind);
        fraction.add(behind, to);
    }

    /** A fraction, or none, behind the whole part of bounds; free where there is no bound. */
    private final class Fraction {
        private final Optional<Bound> least;
        private final Optional<Bound> most;
        private final int[] low;
        private final int[] high;
        private final Map<Integer, Integer> states = new HashMap<>();

        Fraction(Optional<Bound> least, Optional<Bound> most) {
            this.least = least;
            this.most = most;
            this.low = least.map(Bound::fraction).orElse(new int[0]);
            this.high = most.map(Bound::fraction).orElse(new int[0]);
        }

        void add(int from, int to) {
            if (accepted(0, least.isPresent(), most.isPresent())) {
                network.empty(from, to);
            }
            int point = network.state();
            network.range(from, '.', '.', point);
            digits(point, 0, least.isPresent(), most.isPresent(), to);
        }

        /** The digits that may come at a place while the number equals bounds so far. */
        private void digits(int from, int place, boolean asLow, boolean asHigh, int to) {
            int lowest = asLow ? digit(low, place) : 0;
            int highest = asHigh ? digit(high, place) : TEN - 1;
            for (int digit = lowest; digit <= highest; digit++) {
                boolean stillLow = asLow && digit == lowest;
                boolean stillHigh = asHigh && digit == highest;
                int next = Math.min(place + 1, Math.max(low.length, high.length));
                int key = next * 4 + (stillLow ? 2 : 0) + (stillHigh ? 1 : 0);
                Integer known = states.get(key);
                int state = known == null ? network.state() : known;
                network.range(from, '0' + digit, '0' + digit, state);
                if (known == null) {
                    states.put(key, state);
                    if (accepted(next, stillLow, stillHigh)) {
                        network.empty(state, to);
                    }
                    digits(state, next, stillLow, stillHigh, to);
                }
            }
        }

        private boolean accepted(int places, boolean asLow, boolean asHigh) {
            return (!asLow || !least.orElseThrow().exclusive() && !more(low, places))
                    && (!asHigh || !most.orElseThrow().exclusive() || more(high, places));
        }

        private static int digit(int[] digits, int place) {
            return place < digits.length ? digits[place] : 0;
        }

        private static boolean more(int[] digits, int from) {
            return Arrays.stream(digits, Math.min(from, digits.length), digits.length)
                    .anyMatch(d -> d != 0);
        }
    }

    /** A bound of numbers, which may itself be excluded. */
    record Bound(BigDecimal value, boolean exclusive) {
        Bound negate() {
            return new Bound(value.negate(), exclusive);
        }

        BigInteger whole() {
            return value.toBigInteger();
        }

        /** The digits behind the point. */
        int[] fraction() {
            String plain = value.abs().stripTrailingZeros().toPlainString();
            int point = plain.indexOf('.');
            return point < 0
                    ? new int[0]
                    : plain.substring(point + 1).chars().map(c -> c - '0').toArray();
        }

        /** The least integer that is no less, or the greatest that is no more. */
        BigInteger integer(boolean least) {
            BigInteger rounded =
                    value.setScale(0, least ? RoundingMode.CEILING : RoundingMode.FLOOR)
                            .toBigIntegerExact();
            if (exclusive && new BigDecimal(rounded).compareTo(value) == 0) {
                return least ? rounded.add(BigInteger.ONE) : rounded.subtract(BigInteger.ONE);
            }
            return rounded;
        }
    }
}
