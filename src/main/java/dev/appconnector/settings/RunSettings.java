package dev.appconnector.settings;

import java.time.Duration;

/**
 * The limits of every run.
 *
 * @param defaultTimeout for activities that name none; not above {@code maxTimeout}
 * @param maxTimeout the longest that an activity may name; at most 5 minutes
 * @param maxRequestBytes the largest request taken from a caller; 1 byte to 1 GiB
 * @param maxStaleness how long runs go on while the database cannot be reached; 250 ms to 1 minute
 */
public record RunSettings(Duration defaultTimeout, Duration maxTimeout, long maxRequestBytes, Duration maxStaleness) {}
