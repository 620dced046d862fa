package dev.appconnector.settings;

import java.time.Duration;

/**
 * The audit.
 *
 * @param keep how long its entries are kept; a day to 100 years
 */
public record AuditSettings(Duration keep) {}
