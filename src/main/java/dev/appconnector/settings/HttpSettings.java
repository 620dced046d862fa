package dev.appconnector.settings;

import dev.appconnector.edge.tls.CertificateFiles;
import dev.appconnector.web.Origin;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where callers reach AppConnector and from where, and how the page calls this installation.
 *
 * @param host a host name or an IP address, IPv6 without brackets
 * @param port 0-65535; 0 takes any free one
 * @param environment at most 60 characters
 * @param corsOrigins of pages that may call the worker
 * @param trustedProxies addresses and CIDRs whose {@code X-Forwarded-*} is believed
 * @param tls the certificate that the port shows; empty for plain HTTP
 * @param routeFolder the folder whose route files are added to ours
 * @param routeAccess rules of who may call the endpoints of added routes
 */
public record HttpSettings(
        String host,
        int port,
        Optional<String> environment,
        List<Origin> corsOrigins,
        List<String> trustedProxies,
        Optional<CertificateFiles> tls,
        Path routeFolder,
        List<String> routeAccess) {

    public HttpSettings {
        corsOrigins = List.copyOf(corsOrigins);
        trustedProxies = List.copyOf(trustedProxies);
        routeAccess = List.copyOf(routeAccess);
    }

    /** Whether others can reach it in plain HTTP, past any proxy. */
    public boolean isOpenInPlain() {
        return tls.isEmpty() && trustedProxies.isEmpty() && !isLoopback();
    }

    /** Whether nobody but this machine can reach it; a name that cannot be looked up is not known to be so. */
    private boolean isLoopback() {
        InetSocketAddress address = new InetSocketAddress(host, port);
        return !address.isUnresolved() && address.getAddress().isLoopbackAddress();
    }
}
