package dev.appconnector.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DerivedKeysTest {

    @TempDir
    Path directory;

    private MasterKey masterKey;
    private String sealing;
    private String derivation;

    @BeforeEach
    void makeKeysets() {
        masterKey = MasterKey.create(directory.resolve("master.key"));
        sealing = Vault.newWrappedKeyset(masterKey);
        derivation = Vault.newWrappedDerivationKeyset(masterKey);
    }

    private DerivedKeys keys(String purpose, String keyset) {
        return Vault.open(masterKey, sealing, () -> keyset, Clock.systemUTC()).derivedKeys(purpose);
    }

    @Test
    void a_purpose_has_one_key_of_32_bytes_that_is_the_same_after_a_restart() {
        DerivedKeys keys = keys("audit", derivation);

        assertEquals(1, keys.keys().size());
        assertEquals(32, keys.primary().getEncoded().length);
        assertEquals(keys, keys("audit", derivation));
    }

    @Test
    void another_purpose_or_another_keyset_has_another_key() {
        DerivedKeys keys = keys("audit", derivation);

        assertNotEquals(keys.primary(), keys("browser-token", derivation).primary());
        assertNotEquals(
                keys.primary(),
                keys("audit", Vault.newWrappedDerivationKeyset(masterKey)).primary());
    }

    @Test
    void S4_after_a_rotation_the_key_before_is_still_found_by_its_id() throws Exception {
        DerivedKeys before = keys("audit", derivation);
        KeysetHandle both = KeysetHandle.newBuilder(masterKey.unwrap(derivation, "derivation"))
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedPrfParameters.HKDF_SHA256)
                        .withRandomId()
                        .makePrimary())
                .build();

        DerivedKeys after = keys("audit", masterKey.wrap(both, "derivation"));

        assertEquals(2, after.keys().size());
        assertNotEquals(before.primaryId(), after.primaryId());
        assertEquals(Optional.of(before.primary()), after.key(before.primaryId()));
        assertEquals(Optional.empty(), after.key("no id of ours"));
    }

    @Test
    void an_id_is_digits_whatever_its_sign() {
        for (int i = 0; i < 20; i++) {
            assertTrue(keys("audit", Vault.newWrappedDerivationKeyset(masterKey))
                    .primaryId()
                    .matches("[0-9]{1,10}"));
        }
    }

    @Test
    void a_keyset_of_another_kind_derives_nothing() {
        assertThrows(MasterKeyFault.class, () -> keys("audit", sealing));
    }

    @Test
    void S2_a_master_key_that_opens_no_vault_is_not_asked_for_a_derivation_keyset() {
        MasterKey another = MasterKey.create(directory.resolve("another.key"));

        assertThrows(
                MasterKeyFault.class,
                () -> Vault.open(
                        another,
                        sealing,
                        () -> {
                            throw new AssertionError("It would be kept.");
                        },
                        Clock.systemUTC()));
    }

    @Test
    void S5_it_prints_no_key_and_its_bytes_are_copies() {
        DerivedKeys keys = keys("audit", derivation);
        byte[] bytes = keys.primary().getEncoded();
        bytes[0]++;

        assertArrayEquals(
                keys("audit", derivation).primary().getEncoded(), keys.primary().getEncoded());
        assertFalse(
                keys.toString().contains(HexFormat.of().formatHex(keys.primary().getEncoded())));
        assertEquals("DerivedKeys[" + keys.primaryId() + "]", keys.toString());
    }
}
