package dev.appconnector.settings;

import dev.appconnector.edge.tls.CertificateFault;
import dev.appconnector.edge.tls.CertificateFiles;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the settings {@code appconnector.tls.*}, which hold together or not at all, and tries what they name. */
final class TlsReader {

    private TlsReader() {}

    static Optional<CertificateFiles> read(SettingsReader reader) {
        Optional<Path> certificate = reader.path(Setting.TLS_CERTIFICATE);
        Optional<Path> key = reader.path(Setting.TLS_KEY);
        requireOther(reader, Setting.TLS_CERTIFICATE, Setting.TLS_KEY);
        requireOther(reader, Setting.TLS_KEY, Setting.TLS_CERTIFICATE);
        Optional<CertificateFiles> files =
                certificate.flatMap(ofCertificate -> key.map(ofKey -> new CertificateFiles(ofCertificate, ofKey)));
        files.ifPresent(given -> tryOut(reader, given));
        return files;
    }

    private static void requireOther(SettingsReader reader, Setting given, Setting other) {
        if (reader.text(given).isPresent() && reader.text(other).isEmpty()) {
            reader.fault(given, "set %s too, or take this one away: TLS needs both.".formatted(other.key()));
        }
    }

    private static void tryOut(SettingsReader reader, CertificateFiles files) {
        try {
            files.read();
        } catch (CertificateFault e) {
            reader.fault(
                    switch (e.part()) {
                        case CERTIFICATE -> Setting.TLS_CERTIFICATE;
                        case KEY -> Setting.TLS_KEY;
                    },
                    e.flaw());
        }
    }
}
