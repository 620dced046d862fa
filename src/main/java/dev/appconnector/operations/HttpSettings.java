package dev.appconnector.operations;

import java.util.Optional;

/**
 * Where callers reach AppConnector, and how the page calls this installation.
 *
 * @param host a host name or an IP address, IPv6 without brackets
 * @param port 0-65535; 0 takes any free one
 * @param environment at most 60 characters
 */
public record HttpSettings(String host, int port, Optional<String> environment) {}
