package dev.appconnector.pem;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A text that is no key is told from one at once, however long it is. */
class PemKeyTest {

    @Test
    void what_begins_over_and_over_is_read_once() {
        byte[] text = ("-----BEGIN ".repeat(200_000) + " ".repeat(100) + "PRIVATE KEY-----")
                .getBytes(StandardCharsets.US_ASCII);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThrows(PemFault.class, () -> PemKey.read(text)));
    }
}
