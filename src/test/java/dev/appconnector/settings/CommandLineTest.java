package dev.appconnector.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.settings.CommandLine.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void no_argument_starts_the_program() {
        assertEquals(new CommandLine(Command.START, ""), CommandLine.of());
    }

    @Test
    void a_new_master_key_goes_into_the_named_file() {
        assertEquals(
                new CommandLine(Command.NEW_MASTER_KEY, "keys/my master.key"),
                CommandLine.of("--new-master-key", "keys/my master.key"));
    }

    @Test
    void the_master_key_is_exchanged_for_one_in_the_named_file() {
        assertEquals(
                new CommandLine(Command.EXCHANGE_MASTER_KEY, "new.key"),
                CommandLine.of("--exchange-master-key", "new.key"));
        assertEquals(
                new CommandLine(
                        Command.REFUSED, "--exchange-master-key takes one file: use --exchange-master-key FILE."),
                CommandLine.of("--exchange-master-key"));
    }

    @ParameterizedTest
    @CsvSource({"--new-admin-key, NEW_ADMIN_KEY", "--check, CHECK", "--version, VERSION", "--help, HELP"})
    void the_other_options_stand_alone(String option, Command command) {
        assertEquals(new CommandLine(command, ""), CommandLine.of(option));
        assertEquals(
                new CommandLine(Command.REFUSED, option + " takes nothing after it: use it alone."),
                CommandLine.of(option, "more"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--new-master-key",
                "--new-master-key|",
                "--new-master-key|--help",
                "--new-master-key|a.key|b.key"
            })
    void a_new_master_key_needs_exactly_one_file(String arguments) {
        assertEquals(
                new CommandLine(Command.REFUSED, "--new-master-key takes one file: use --new-master-key FILE."),
                CommandLine.of(arguments.split("\\|", -1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "start", "--HELP", "-h", "--new-admin-key ", "--version\n"})
    void anything_else_is_refused_on_one_line(String argument) {
        CommandLine refused = CommandLine.of(argument);

        assertEquals(Command.REFUSED, refused.command());
        assertEquals(1, refused.argument().lines().count());
        assertTrue(refused.argument().endsWith(": use --help to see what there is."), refused.argument());
    }

    @Test
    void a_refusal_does_not_repeat_what_may_be_a_secret() {
        assertFalse(CommandLine.of("--admin-key=hunter2").argument().contains("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--new-master-key FILE", "--exchange-master-key FILE", "--new-admin-key", "--version", "--help"})
    void the_usage_names_every_option(String option) {
        assertTrue((CommandLine.USAGE + " ").replace('\n', ' ').contains("appconnector.jar " + option + " "));
    }
}
