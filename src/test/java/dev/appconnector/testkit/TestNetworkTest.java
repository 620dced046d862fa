package dev.appconnector.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.appconnector.testkit.ScriptedResolver.Script;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TestNetworkTest {

    private final ScriptedResolver resolver = new ScriptedResolver();

    @Test
    void a_host_answers_by_call_and_by_look_up_within_the_call() throws Exception {
        resolver.host("a.example", Script.answers("8.8.8.8").then("127.0.0.1"), Script.answers("10.0.0.1", "fc00::1"));

        assertEquals(List.of("8.8.8.8"), ask("A.example"));
        assertEquals(List.of("127.0.0.1"), ask("a.example"));
        resolver.nextCall();
        assertEquals(List.of("10.0.0.1", "fc00:0:0:0:0:0:0:1"), ask("a.example"));
        assertEquals(3, resolver.lookUps("a.example"));
    }

    @Test
    void a_host_without_a_script_is_public_and_a_literal_is_itself() throws Exception {
        assertEquals(List.of("93.184.216.34"), ask("any.example"));
        assertEquals(List.of("127.0.0.1"), ask("127.0.0.1"));
        assertEquals(List.of("0:0:0:0:0:0:0:1"), ask("[::1]"));
    }

    @Test
    void a_mapped_address_is_not_turned_into_the_address_inside() throws Exception {
        resolver.host("a.example", "::ffff:127.0.0.1");

        InetAddress mapped = resolver.resolve("a.example")[0];
        assertInstanceOf(Inet6Address.class, mapped);
        assertEquals("127.0.0.1", TestDialler.plain(mapped));
    }

    @Test
    void no_answer_is_empty_and_an_error_is_thrown_and_closing_ends_a_delay() throws Exception {
        resolver.host("none.example", new String[0]).host("broken.example", Script.error());
        assertEquals(List.of(), ask("none.example"));
        assertThrows(UnknownHostException.class, () -> ask("broken.example"));

        resolver.host("slow.example", Script.answers("8.8.8.8").delay(Duration.ofHours(1)));
        Thread closer = new Thread(resolver::close);
        closer.start();
        assertThrows(UnknownHostException.class, () -> ask("slow.example"));
    }

    @Test
    void a_dialled_address_leads_to_its_target_or_to_the_trap() throws Exception {
        try (TestDialler dialler = new TestDialler();
                FakeTarget one = FakeTarget.http();
                FakeTarget other = FakeTarget.http()) {
            dialler.lead("8.8.8.8", 443, one).lead("8.8.8.8", other);

            assertEquals(one.address(), dialler.dial(socket("8.8.8.8", 443)));
            assertEquals(one.address(), dialler.dial(socket("::ffff:8.8.8.8", 443)));
            assertEquals(other.address(), dialler.dial(socket("8.8.8.8", 80)));
            assertEquals(dialler.trap().address(), dialler.dial(socket("8.8.4.4", 443)));
            assertEquals(4, dialler.dialled().size());
        }
    }

    private List<String> ask(String host) throws UnknownHostException {
        return Arrays.stream(resolver.resolve(host))
                .map(InetAddress::getHostAddress)
                .toList();
    }

    private static InetSocketAddress socket(String literal, int port) throws UnknownHostException {
        return new InetSocketAddress(ScriptedResolver.address("host", literal), port);
    }
}
