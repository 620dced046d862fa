package dev.appconnector.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.appconnector.vault.MasterKeyFault.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {

    private static final UUID OWNER = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final SealingContext CONTEXT = new SealingContext(OWNER, "auth.value", 3, "https://api.example.com");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path directory;

    private MasterKey masterKey;
    private String keyset;
    private String derivation;
    private Vault vault;

    @BeforeEach
    void openVault() {
        masterKey = MasterKey.create(directory.resolve("master.key"));
        keyset = Vault.newWrappedKeyset(masterKey);
        derivation = Vault.newWrappedDerivationKeyset(masterKey);
        vault = Vault.open(masterKey, keyset, () -> derivation, CLOCK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "tok/9f8e+7d6c==5b4a\"3210&z", "pässwörd-日本-😀"})
    void a_sealed_secret_opens_again_also_after_a_restart(String text) {
        SealedSecret sealed = vault.seal(secret(text), CONTEXT);
        Vault restarted = Vault.open(MasterKey.read(directory.resolve("master.key")), keyset, () -> derivation, CLOCK);

        assertEquals(secret(text), restarted.open(sealed, CONTEXT));
        assertEquals(3, sealed.version());
        assertEquals(NOW, sealed.changedAt());
    }

    @Test
    void a_sealed_body_opens_again() {
        byte[] body = new byte[1 << 20];
        Arrays.fill(body, (byte) 'b');
        SealingContext context = new SealingContext(OWNER, "body", 0, "");

        assertArrayEquals(body, vault.open(vault.seal(body, context), context));
    }

    static Stream<SealingContext> elsewhere() {
        return Stream.of(
                new SealingContext(
                        UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8058"),
                        "auth.value",
                        3,
                        "https://api.example.com"),
                new SealingContext(OWNER, "auth.password", 3, "https://api.example.com"),
                new SealingContext(OWNER, "auth.value", 4, "https://api.example.com"),
                new SealingContext(OWNER, "auth.value", 2, "https://api.example.com"),
                new SealingContext(OWNER, "auth.value", 3, "https://api.example.com:8443"),
                new SealingContext(OWNER, "auth.value", 3, "http://api.example.com"),
                new SealingContext(OWNER, "auth.value", 3, ""));
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void S1_what_was_moved_to_another_row_field_version_or_origin_does_not_open(SealingContext elsewhere) {
        SealedSecret sealed = vault.seal(secret("s3cret"), CONTEXT);
        SealedSecret moved = new SealedSecret(elsewhere.secretVersion(), NOW, sealed.ciphertext(), null);
        byte[] body = vault.seal("body".getBytes(StandardCharsets.UTF_8), CONTEXT);

        assertThrows(SealBroken.class, () -> vault.open(moved, elsewhere));
        assertThrows(SealBroken.class, () -> vault.open(body, elsewhere));
    }

    @Test
    void S1_a_secret_that_claims_another_version_than_its_row_does_not_open() {
        SealedSecret sealed = vault.seal(secret("s3cret"), CONTEXT);

        assertThrows(SealBroken.class, () -> vault.open(new SealedSecret(4, NOW, sealed.ciphertext(), null), CONTEXT));
    }

    @Test
    void S1_parts_whose_texts_joined_are_the_same_are_still_told_apart() {
        // With nothing between the parts, and with four zero bytes there.
        SealingContext one = new SealingContext(OWNER, "a", 0, "\0\0\0\0z");
        SealingContext other = new SealingContext(OWNER, "a\0\0\0\0", 0, "z");
        byte[] sealed = vault.seal(new byte[] {1}, one);

        assertThrows(SealBroken.class, () -> vault.open(sealed, other));
    }

    @Test
    void what_was_altered_or_cut_off_anywhere_does_not_open() {
        byte[] sealed = vault.seal(new byte[] {1, 2, 3}, CONTEXT);

        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            byte[] cutOff = Arrays.copyOf(sealed, i);
            assertThrows(SealBroken.class, () -> vault.open(altered, CONTEXT));
            assertThrows(SealBroken.class, () -> vault.open(cutOff, CONTEXT));
        }
        assertThrows(SealBroken.class, () -> vault.open(new SealedSecret(3, NOW, "no base64!", null), CONTEXT));
    }

    @Test
    void the_same_secret_sealed_twice_does_not_look_the_same() {
        assertNotEquals(vault.seal(secret("same"), CONTEXT), vault.seal(secret("same"), CONTEXT));
    }

    @Test
    void S2_another_master_key_opens_no_vault() {
        MasterKey another = MasterKey.create(directory.resolve("another.key"));

        MasterKeyFault fault =
                assertThrows(MasterKeyFault.class, () -> Vault.open(another, keyset, () -> derivation, CLOCK));

        assertEquals(Reason.WRONG_KEY, fault.reason());
    }

    @Test
    void another_keyset_opens_nothing() {
        SealedSecret sealed = vault.seal(secret("s3cret"), CONTEXT);
        Vault another = Vault.open(masterKey, Vault.newWrappedKeyset(masterKey), () -> derivation, CLOCK);

        assertThrows(SealBroken.class, () -> another.open(sealed, CONTEXT));
    }

    @Test
    void S4_with_a_new_primary_key_what_the_old_one_sealed_still_opens_until_the_old_one_goes() throws Exception {
        SealedSecret old = vault.seal(secret("s3cret"), CONTEXT);
        KeysetHandle before = masterKey.unwrap(keyset, "vault");
        KeysetHandle both = KeysetHandle.newBuilder(before)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build();
        Vault rotating = Vault.open(masterKey, masterKey.wrap(both, "vault"), () -> derivation, CLOCK);
        SealedSecret anew = rotating.seal(secret("s3cret"), CONTEXT);

        assertEquals(secret("s3cret"), rotating.open(old, CONTEXT));
        assertThrows(SealBroken.class, () -> vault.open(anew, CONTEXT));

        KeysetHandle after = KeysetHandle.newBuilder(both)
                .deleteAt(both.getAt(0).isPrimary() ? 1 : 0)
                .build();
        Vault rotated = Vault.open(masterKey, masterKey.wrap(after, "vault"), () -> derivation, CLOCK);
        assertEquals(secret("s3cret"), rotated.open(anew, CONTEXT));
        assertThrows(SealBroken.class, () -> rotated.open(old, CONTEXT));
    }

    @Test
    void S4_what_a_run_under_way_has_read_opens_after_its_key_has_left_and_no_vault_is_opened_with_that_key() {
        Vault running = Vault.open(masterKey, keyset, () -> derivation, CLOCK);
        SealedSecret old = running.seal(secret("s3cret"), CONTEXT);
        String both = running.keyset(keyset).withNewKey().wrapped();
        String primary = running.keyset(both).withLastAsPrimary().wrapped();
        String disabled = running.keyset(primary).withOthersDisabled().wrapped();
        String last = running.keyset(disabled).withoutOthers().wrapped();

        running.use(both);
        assertEquals(
                running.seal(secret("s3cret"), CONTEXT).ciphertext().substring(0, 6),
                old.ciphertext().substring(0, 6));
        running.use(primary);
        SealedSecret anew = running.sealAnew(old, CONTEXT);
        assertNotEquals(anew.ciphertext().substring(0, 6), old.ciphertext().substring(0, 6));
        assertEquals(old.changedAt(), anew.changedAt());
        assertEquals(anew, running.sealAnew(anew, CONTEXT));
        running.use(disabled);
        running.use(last);

        assertEquals(secret("s3cret"), running.open(old, CONTEXT));
        for (String wrapped : new String[] {disabled, last}) {
            Vault started = Vault.open(masterKey, wrapped, () -> derivation, CLOCK);
            assertThrows(SealBroken.class, () -> started.open(old, CONTEXT));
            assertEquals(secret("s3cret"), started.open(anew, CONTEXT));
        }
        assertEquals(2, running.keyset(disabled).ids().size());
        assertEquals(1, running.keyset(last).ids().size());
    }

    @Test
    void S5_sealing_leaves_the_secret_to_its_owner_and_refuses_an_erased_one() {
        Secret secret = secret("s3cret");
        vault.seal(secret, CONTEXT);
        assertEquals(secret("s3cret"), secret);

        secret.close();
        assertThrows(IllegalStateException.class, () -> vault.seal(secret, CONTEXT));
    }

    @Test
    void S5_a_broken_seal_names_its_owner_and_field_alone() {
        SealedSecret sealed = vault.seal(secret("s3cret"), CONTEXT);
        SealingContext elsewhere = new SealingContext(OWNER, "auth.value", 3, "https://evil.example");

        SealBroken broken = assertThrows(SealBroken.class, () -> vault.open(sealed, elsewhere));

        assertEquals(OWNER, broken.owner());
        assertEquals("auth.value", broken.field());
        assertTrue(broken.getMessage().contains(OWNER.toString())
                && broken.getMessage().contains("auth.value"));
        assertFalse(broken.getMessage().contains("evil.example"));
        assertEquals(null, broken.getCause());
    }

    @Test
    void S5_a_sealed_secret_holds_no_plaintext_and_prints_no_ciphertext() {
        SealedSecret sealed = vault.seal(secret("s3cret"), CONTEXT);
        String bytes = new String(Base64.getDecoder().decode(sealed.ciphertext()), StandardCharsets.ISO_8859_1);

        assertFalse(bytes.contains("s3cret"));
        assertEquals("SealedSecret[version=3, changedAt=2026-03-01T10:00:00Z]", sealed.toString());
    }

    private static Secret secret(String text) {
        return Secret.owning(text.getBytes(StandardCharsets.UTF_8));
    }
}
