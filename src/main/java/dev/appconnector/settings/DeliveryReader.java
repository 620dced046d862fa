package dev.appconnector.settings;

import dev.appconnector.vault.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the settings {@code appconnector.deliveries.*}; those of the broker hold together or not at all. */
final class DeliveryReader {

    private static final String QUEUE = "jms:queue:[A-Za-z0-9._-]{1,200}";
    private static final String BROKER = "tcp://[^\\s,()]+|\\(tcp://[^\\s()]+\\)[^\\s()]*";

    private DeliveryReader() {}

    static DeliverySettings read(SettingsReader reader) {
        String uri = reader.matching(
                        Setting.DELIVERIES_URI,
                        DeliverySettings.IN_PROCESS + "|" + QUEUE,
                        "use direct:deliver-run, or jms:queue: with a queue's name of letters, digits, dots, hyphens and"
                                + " underscores.")
                .orElseThrow();
        Optional<String> url = reader.matching(
                Setting.DELIVERIES_BROKER_URL,
                BROKER,
                "write it as tcp://host:port, or as (tcp://host:port,tcp://host:port) for several.");
        Optional<String> user = reader.text(Setting.DELIVERIES_BROKER_USER);
        Optional<Secret> password = reader.text(Setting.DELIVERIES_BROKER_PASSWORD)
                .map(text -> Secret.owning(text.getBytes(StandardCharsets.UTF_8)));
        if (!reader.sound(Setting.DELIVERIES_URI)) {
            return new DeliverySettings(uri, Optional.empty());
        }
        requireAllOrNone(reader, uri);
        return new DeliverySettings(
                uri,
                uri.equals(DeliverySettings.IN_PROCESS)
                        ? Optional.empty()
                        : url.map(there -> new DeliverySettings.Broker(there, user, password)));
    }

    private static void requireAllOrNone(SettingsReader reader, String uri) {
        if (uri.equals(DeliverySettings.IN_PROCESS)) {
            Stream.of(Setting.DELIVERIES_BROKER_URL, Setting.DELIVERIES_BROKER_USER, Setting.DELIVERIES_BROKER_PASSWORD)
                    .filter(setting -> reader.text(setting).isPresent())
                    .forEach(
                            setting -> reader.fault(
                                    setting,
                                    "set appconnector.deliveries.uri to jms:queue: and a queue's name too, or take this one away."));
        } else if (reader.text(Setting.DELIVERIES_BROKER_URL).isEmpty()) {
            reader.fault("appconnector.deliveries.broker.url is missing: it is required with"
                    + " appconnector.deliveries.uri=%s. Write it as tcp://host:port.".formatted(uri));
        }
    }
}
