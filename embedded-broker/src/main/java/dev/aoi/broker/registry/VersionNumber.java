package dev.aoi.broker.registry;

import java.util.List;

/** A version as requests write it: a number from 1 on, or {@code latest} or {@code -1}. */
record VersionNumber(int value) {

    static final int LATEST = -1;

    /**
     * @throws ApiError 42202
     */
    static VersionNumber of(String text) {
        if (text.equals("latest") || text.equals("-1")) {
            return new VersionNumber(LATEST);
        }
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return new VersionNumber(number);
            }
        } catch (NumberFormatException e) {
            throw ApiError.invalidVersion(text);
        }
        throw ApiError.invalidVersion(text);
    }

    boolean isLatest() {
        return value == LATEST;
    }

    /**
     * The number in this subject.
     *
     * @throws ApiError 40401 if the subject has no (visible) version, 40402 if not this one
     */
    int in(String name, Subject subject, boolean withDeleted) {
        List<Integer> numbers = subject.numbers(withDeleted);
        if (numbers.isEmpty()) {
            throw ApiError.subjectNotFound(name);
        }
        if (isLatest()) {
            return numbers.getLast();
        }
        if (!numbers.contains(value)) {
            throw ApiError.versionNotFound(value);
        }
        return value;
    }
}
