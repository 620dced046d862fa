package dev.appconnector.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.edge.tls.CertificateFiles;
import dev.appconnector.testkit.TestTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A certificate and a key that nobody could be served with are told of before anything starts, each by what is wrong. */
class TlsSettingsTest {

    private static final String CERTIFICATE = "appconnector.tls.certificate";
    private static final String KEY = "appconnector.tls.key";

    @TempDir
    private Path directory;

    private CertificateFiles files;

    @BeforeEach
    void prepare() {
        files = TestTls.files(directory);
    }

    private void assertFault(String setting, String part) throws IOException {
        assertFault(TestTls.settings(files), setting, part);
        String key = Files.isRegularFile(files.key()) ? Files.readString(files.key()) : "";
        key.lines()
                .filter(line -> line.length() > 20 && !line.startsWith("-----"))
                .forEach(line -> assertFalse(told(TestTls.settings(files)).contains(line)));
    }

    private static void assertFault(Map<String, String> settings, String setting, String part) {
        String told = told(settings);
        assertEquals(1, told.lines().count(), told);
        assertTrue(told.startsWith(setting + " is \"") && told.contains(part), told);
    }

    private static String told(Map<String, String> settings) {
        List<String> faults = assertThrows(InvalidSettings.class, () -> Settings.of(settings, Map.of()))
                .faults();
        return String.join("\n", faults);
    }

    private void assertAccepted() {
        assertEquals(
                Optional.of(files),
                Settings.of(TestTls.settings(files), Map.of()).http().tls());
    }

    private byte[] der() throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(files.key()).replaceAll("-----[A-Z ]+-----", ""));
    }

    @Test
    void one_of_the_two_alone_is_refused() {
        assertFault(Map.of(CERTIFICATE, files.certificate().toString()), CERTIFICATE, "set appconnector.tls.key too");
        assertFault(Map.of(KEY, files.key().toString()), KEY, "set appconnector.tls.certificate too");
    }

    @ParameterizedTest
    @ValueSource(strings = {CERTIFICATE, KEY})
    void a_file_that_is_not_there_or_no_file_is_refused(String setting) throws IOException {
        Path named = setting.equals(KEY) ? files.key() : files.certificate();
        Files.delete(named);
        assertFault(setting, "cannot be read (NoSuchFileException)");
        Files.createDirectory(named);
        assertFault(setting, "cannot be read (IOException)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void what_is_no_certificate_is_refused(String content) throws IOException {
        Files.writeString(files.certificate(), content);
        assertFault(CERTIFICATE, "holds no certificate in PEM");
    }

    @Test
    void a_certificate_in_another_form_than_pem_is_refused() throws IOException {
        String pem = Files.readString(files.certificate());
        Files.write(files.certificate(), Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "")));
        assertFault(CERTIFICATE, "holds no certificate in PEM");
    }

    @Test
    void two_files_that_were_mixed_up_are_refused() {
        assertFault(
                Map.of(
                        CERTIFICATE,
                        files.key().toString(),
                        KEY,
                        files.certificate().toString()),
                CERTIFICATE,
                "holds no certificate in PEM");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | holds no private key in PEM",
                "hello | holds no private key in PEM",
                "-----BEGIN PRIVATE KEY-----/QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=/-----END PRIVATE KEY----- | no whole RSA",
                "-----BEGIN PRIVATE KEY-----/!secret-in-the-wrong-place!/-----END PRIVATE KEY----- | no whole RSA or EC",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----/AAAA/-----END ENCRYPTED PRIVATE KEY----- | with a passphrase",
                "-----BEGIN RSA PRIVATE KEY-----/DEK-Info: ENCRYPTED/AAAA/-----END RSA PRIVATE KEY----- | with a passphrase"
            })
    void what_is_no_key_for_a_server_is_refused(String content, String part) throws IOException {
        TestTls.writeKey(files.key(), content.replace("/", "\n"));
        assertFault(KEY, part);
    }

    @Test
    void a_key_of_another_certificate_is_refused() throws IOException {
        CertificateFiles rsa = TestTls.filesOfRsa(Files.createDirectory(directory.resolve("rsa")));
        CertificateFiles other = TestTls.filesOfSigned(Files.createDirectory(directory.resolve("other")), "valid");

        for (CertificateFiles foreign : List.of(rsa, other)) {
            files = new CertificateFiles(files.certificate(), foreign.key());
            assertFault(KEY, "not the key of the first certificate");
        }
    }

    @ParameterizedTest
    @CsvSource({"rw-r-----, true", "rw----r--, true", "r--------, false", "rwx------, false"})
    void a_key_that_others_can_read_is_refused(String permissions, boolean refused) throws IOException {
        Files.setPosixFilePermissions(files.key(), PosixFilePermissions.fromString(permissions));
        if (refused) {
            assertFault(KEY, "it is open to others (" + permissions + ")");
        } else {
            assertAccepted();
        }
    }

    @Test
    void keys_of_both_kinds_are_taken_in_the_forms_that_openssl_writes() throws IOException {
        assertAccepted();
        Files.writeString(files.key(), "Bag Attributes\n" + Files.readString(files.key()));
        assertAccepted();
        files = TestTls.filesOfRsa(directory);
        assertAccepted();
        // PKCS#8 is a head of 26 bytes before what PKCS#1 is alone, with 2048 bits.
        byte[] pkcs8 = der();
        byte[] pkcs1 = java.util.Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        TestTls.writeKey(files.key(), TestTls.pem("RSA PRIVATE KEY", pkcs1));
        assertAccepted();
    }

    /** Who renews it a day late must not be without a server meanwhile. */
    @ParameterizedTest
    @ValueSource(strings = {"expired", "early"})
    void a_certificate_that_does_not_hold_now_stops_no_start(String alias) {
        files = TestTls.filesOfSigned(directory, alias);
        assertAccepted();
    }
}
