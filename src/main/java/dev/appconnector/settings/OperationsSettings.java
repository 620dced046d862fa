package dev.appconnector.settings;

/**
 * Where health and metrics are read.
 *
 * @param host a host name or an IP address, IPv6 without brackets
 * @param port 0-65535; 0 takes any free one
 * @param camelMetrics whether Camel's own metrics of exchanges and routes are among them
 */
public record OperationsSettings(String host, int port, boolean camelMetrics) {}
