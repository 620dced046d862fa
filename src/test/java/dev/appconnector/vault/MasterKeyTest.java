package dev.appconnector.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.appconnector.vault.MasterKeyFault.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {

    @TempDir
    Path directory;

    @Test
    void S2_a_new_master_key_is_its_owners_alone() throws Exception {
        MasterKey.create(file());

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    void a_new_master_key_leaves_no_draft_behind() throws Exception {
        MasterKey.create(file());

        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of(file()), files.toList());
        }
    }

    @Test
    void a_new_master_key_overwrites_no_file() throws Exception {
        MasterKey.create(file());
        byte[] before = Files.readAllBytes(file());

        assertEquals(Reason.ALREADY_THERE, fault(() -> MasterKey.create(file())).reason());
        assertArrayEquals(before, Files.readAllBytes(file()));
    }

    @Test
    void a_new_master_key_does_not_follow_a_link_that_leads_nowhere() throws Exception {
        Files.createSymbolicLink(file(), directory.resolve("elsewhere"));

        assertEquals(Reason.ALREADY_THERE, fault(() -> MasterKey.create(file())).reason());
        assertFalse(Files.exists(directory.resolve("elsewhere")));
    }

    @RepeatedTest(20)
    void of_many_that_make_a_master_key_at_once_one_succeeds_and_its_key_is_in_the_file() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CyclicBarrier together = new CyclicBarrier(8);
        Callable<Optional<MasterKey>> make = () -> {
            together.await();
            try {
                return Optional.of(MasterKey.create(file()));
            } catch (MasterKeyFault e) {
                assertEquals(Reason.ALREADY_THERE, e.reason());
                return Optional.empty();
            }
        };
        List<MasterKey> made = new ArrayList<>();
        for (Future<Optional<MasterKey>> one : threads.invokeAll(Collections.nCopies(8, make))) {
            one.get().ifPresent(made::add);
        }
        threads.shutdown();

        assertEquals(1, made.size());
        MasterKey.read(file()).unwrap(made.get(0).wrap(keyset(), "vault"), "vault");
    }

    @Test
    void a_new_master_key_needs_its_directory() {
        Path nowhere = directory.resolve("missing").resolve("master.key");

        assertEquals(Reason.UNWRITABLE, fault(() -> MasterKey.create(nowhere)).reason());
    }

    @Test
    void a_master_key_that_is_read_opens_what_the_new_one_wrapped() throws Exception {
        KeysetHandle keyset = keyset();
        String wrapped = MasterKey.create(file()).wrap(keyset, "vault");

        assertTrue(keyset.equalsKeyset(MasterKey.read(file()).unwrap(wrapped, "vault")));
    }

    @ParameterizedTest
    @CsvSource({
        "rw-------, own, ",
        "r--------, own, ",
        "rwx------, own, ",
        "rw-r-----, own, EXPOSED",
        "rw--w----, own, EXPOSED",
        "rw----r--, own, EXPOSED",
        "rw-----w-, own, EXPOSED",
        "r--r-----, another's, ",
        "rw-r-----, another's, ", // as a mounted secret is
        "r--rw----, another's, EXPOSED",
        "r--r--r--, another's, EXPOSED",
        "rw-rw--w-, another's, EXPOSED"
    })
    void S2_a_file_that_others_can_see_is_refused(String mode, String owner, Reason expected) throws Exception {
        MasterKey.create(file());
        UserPrincipal process = "own".equals(owner) ? Files.getOwner(file()) : anotherUser();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(mode));

        if (expected == null) {
            assertTrue(new MasterKeyFile(file()).readAs(process).length > 0);
        } else {
            MasterKeyFault fault = fault(() -> new MasterKeyFile(file()).readAs(process));
            assertEquals(expected, fault.reason());
            assertTrue(fault.getMessage().contains(mode) && fault.getMessage().contains("chmod"), fault.getMessage());
        }
    }

    @Test
    void S2_the_user_of_this_process_is_known_by_itself() throws Exception {
        MasterKey.create(file());
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));

        assertEquals(Reason.EXPOSED, fault(() -> MasterKey.read(file())).reason());
    }

    @Test
    void S2_the_permissions_of_a_link_are_those_of_its_file() throws Exception {
        MasterKey.create(file());
        Path link = Files.createSymbolicLink(directory.resolve("link"), file());
        MasterKey.read(link);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw----r--"));

        assertEquals(Reason.EXPOSED, fault(() -> MasterKey.read(link)).reason());
    }

    @Test
    void a_missing_file_and_a_directory_are_told_apart() {
        assertEquals(Reason.MISSING, fault(() -> MasterKey.read(file())).reason());
        assertEquals(Reason.BROKEN, fault(() -> MasterKey.read(directory)).reason());
    }

    @Test
    void a_file_that_was_cut_off_anywhere_is_broken() throws Exception {
        MasterKey.create(file());
        byte[] whole = Files.readAllBytes(file());

        for (int length = 0; length < whole.length - 1; length++) {
            write(Arrays.copyOf(whole, length));
            MasterKeyFault fault = fault(() -> MasterKey.read(file()));
            assertEquals(Reason.BROKEN, fault.reason(), "cut off at " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void the_last_line_break_does_not_matter(String lineBreak) throws Exception {
        MasterKey.create(file());
        write((Files.readString(file()).strip() + lineBreak).getBytes(StandardCharsets.US_ASCII));

        MasterKey.read(file());
    }

    @Test
    void a_file_with_anything_else_in_it_is_broken_and_the_fault_does_not_quote_it() throws Exception {
        MasterKey.create(file());
        String whole = Files.readString(file());
        String key = whole.lines().toList().get(1);

        for (String other : List.of(
                whole + "x",
                whole + whole,
                key,
                whole.replace("key-1", "key-2"),
                whole.replace(key, "!" + key.substring(1)),
                " " + whole,
                "x".repeat(100_000))) {
            write(other.getBytes(StandardCharsets.US_ASCII));
            MasterKeyFault fault = fault(() -> MasterKey.read(file()));
            assertEquals(Reason.BROKEN, fault.reason());
            assertEquals(
                    "The file %s does not hold a whole master key: restore it from its backup.".formatted(file()),
                    fault.getMessage());
            assertEquals(null, fault.getCause());
        }
    }

    @Test
    void the_master_key_of_another_database_is_wrong_not_broken() throws Exception {
        String wrapped = MasterKey.create(file()).wrap(keyset(), "vault");
        MasterKey another = MasterKey.create(directory.resolve("another.key"));

        MasterKeyFault fault = fault(() -> another.unwrap(wrapped, "vault"));

        assertEquals(Reason.WRONG_KEY, fault.reason());
        assertTrue(fault.getMessage().contains("another.key"), fault.getMessage());
    }

    @Test
    void a_keyset_wrapped_for_one_purpose_does_not_serve_another() throws Exception {
        MasterKey masterKey = MasterKey.create(file());
        String wrapped = masterKey.wrap(keyset(), "audit");

        assertEquals(
                Reason.WRONG_KEY,
                fault(() -> masterKey.unwrap(wrapped, "vault")).reason());
    }

    @Test
    void a_damaged_keyset_is_a_fault_of_one_line() {
        MasterKey masterKey = MasterKey.create(file());

        for (String damaged : List.of("", "no base64!", "AAAA")) {
            MasterKeyFault fault = fault(() -> masterKey.unwrap(damaged, "vault"));
            assertEquals(Reason.WRONG_KEY, fault.reason());
            assertEquals(1, fault.getMessage().lines().count());
        }
    }

    private Path file() {
        return directory.resolve("master.key");
    }

    private void write(byte[] content) throws IOException {
        Files.write(file(), content); // keeps the file's mode
    }

    private UserPrincipal anotherUser() throws IOException {
        String name = "root".equals(Files.getOwner(file()).getName()) ? "nobody" : "root";
        return directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
    }

    private static KeysetHandle keyset() throws Exception {
        return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
    }

    private static MasterKeyFault fault(Executable attempt) {
        return assertThrows(MasterKeyFault.class, attempt);
    }
}
