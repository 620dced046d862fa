package dev.appconnector.settings;

import java.time.Duration;

/**
 * How long runs are kept after their end.
 *
 * @param keepBodies what was said in them; a minute to {@code keep}
 * @param keep all else of them; a day to 10 years
 */
public record RetentionSettings(Duration keepBodies, Duration keep) {}
