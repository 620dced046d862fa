package dev.appconnector.settings;

import dev.appconnector.egress.address.AddressLiteral;
import dev.appconnector.egress.address.AddressPolicy;
import dev.appconnector.egress.address.HostName;
import dev.appconnector.egress.address.PlainHttp;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the settings {@code appconnector.oidc.*}, which hold together or not at all. */
final class OidcReader {

    private static final String CLAIM = "[^\\p{Cc}\\s,]{1,255}";
    private static final String RIGHT_CLAIM = "use a claim's name, or the way to it with dots between, without blanks.";
    private static final int HIGHEST_PORT = 65_535;

    private OidcReader() {}

    static Optional<OidcSettings> read(SettingsReader reader) {
        Optional<URI> issuer = reader.read(
                Setting.OIDC_ISSUER,
                OidcReader::issuer,
                "use its URL as its tokens name it, such as https://id.example/realms/crm, without user, query and"
                        + " fragment.");
        Optional<String> audience =
                reader.matching(Setting.OIDC_AUDIENCE, "[^\\p{Cc}]{1,255}", "use at most 255 characters on one line.");
        Optional<String> roles = reader.matching(Setting.OIDC_ROLES_CLAIM, CLAIM, RIGHT_CLAIM);
        Optional<String> connectors = reader.matching(Setting.OIDC_CONNECTORS_CLAIM, CLAIM, RIGHT_CLAIM);
        Optional<String> activities = reader.matching(Setting.OIDC_ACTIVITIES_CLAIM, CLAIM, RIGHT_CLAIM);
        if (reader.text(Setting.OIDC_ISSUER).isEmpty()) {
            Stream.of(Setting.OIDC_AUDIENCE, Setting.OIDC_CONNECTORS_CLAIM, Setting.OIDC_ACTIVITIES_CLAIM)
                    .filter(setting -> reader.text(setting).isPresent())
                    .forEach(setting -> reader.fault(
                            setting, "set appconnector.oidc.issuer too, or take this one away: it is for its tokens."));
            return Optional.empty();
        }
        if (reader.text(Setting.OIDC_AUDIENCE).isEmpty()) {
            reader.fault("appconnector.oidc.audience is missing: it is required with appconnector.oidc.issuer. Use what"
                    + " the issuer puts into the claim \"aud\" of tokens for AppConnector.");
        }
        return issuer.flatMap(
                url -> audience.map(to -> new OidcSettings(url, to, roles.orElseThrow(), connectors, activities)));
    }

    /** Plain http, as for connectors; told only where the settings that this depends on are right themselves. */
    static void requireScheme(SettingsReader reader, URI issuer, EgressSettings egress) {
        if (issuer.getScheme().equals("http") && reader.sound(Setting.EGRESS_PLAIN_HTTP)) {
            int port = issuer.getPort() < 0 ? 80 : issuer.getPort();
            AddressPolicy addresses = AddressPolicy.of(egress.allow(), egress.deny());
            if (!PlainHttp.of(egress.plainHttp()).permits(issuer.getHost(), port, addresses)) {
                reader.fault(
                        Setting.OIDC_ISSUER,
                        "use https: http is for what appconnector.egress.plain-http lets connectors name.");
            }
        }
    }

    private static Optional<URI> issuer(String text) {
        try {
            URI url = new URI(text);
            boolean sound = ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                    && isHost(url.getHost())
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getPort() != 0
                    && url.getPort() <= HIGHEST_PORT;
            return Optional.of(url).filter(any -> sound);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isHost(String host) {
        return host != null
                && (HostName.isOne(host) || AddressLiteral.parse(host).isPresent());
    }
}
