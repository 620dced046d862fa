package dev.appconnector.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests come by real HTTP from 127.0.0.1; in a header, | stands for the next line. */
class TrustedProxiesTest {

    private static final TrustedProxies TRUSTING =
            TrustedProxies.of(List.of("127.0.0.1", "10.0.0.0/8", "2001:db8::/64"));
    private static final TrustedProxies OF_OTHERS = TrustedProxies.of(List.of("127.0.0.2", "10.0.0.0/8"));

    private static Vertx vertx;
    private static HttpServer server;
    private static volatile Function<HttpServerRequest, Object> asked;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        server = vertx.createHttpServer()
                .requestHandler(
                        request -> request.response().end(asked.apply(request).toString()))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static String ask(String header, String value, Function<HttpServerRequest, Object> question)
            throws IOException {
        asked = question;
        StringBuilder lines = new StringBuilder();
        for (String line : value == null ? new String[0] : value.split("\\|")) {
            lines.append(header).append(": ").append(line.strip()).append("\r\n");
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            String request = "GET / HTTP/1.1\r\nHost: inner.example\r\n" + lines + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                ", 127.0.0.1",
                "192.0.2.7, 192.0.2.7",
                "`192.0.2.7, 10.1.2.3`, 192.0.2.7",
                "192.0.2.7 | 10.1.2.3, 192.0.2.7",
                "`6.6.6.6, 192.0.2.7`, 192.0.2.7",
                "`6.6.6.6, 192.0.2.7, 10.1.2.3, 10.9.9.9`, 192.0.2.7",
                "`10.1.1.1, 10.2.2.2`, 10.1.1.1",
                "192.0.2.7:4711, 192.0.2.7",
                "[2001:DB8:0:1::7]:4711, 2001:db8:0:1::7",
                "`2001:db8:0:1:0:0:0:7, 2001:db8::1`, 2001:db8:0:1::7",
                "`192.0.2.7, unknown`, 127.0.0.1",
                "`192.0.2.7, unknown, 10.1.2.3`, 10.1.2.3",
                "`192.0.2.7,`, 127.0.0.1",
                "192.0.2.7' or '1'='1, 127.0.0.1"
            })
    void the_caller_is_whoever_the_last_proxy_that_is_believed_saw(String forwardedFor, String address)
            throws IOException {
        assertEquals(address, ask("X-Forwarded-For", forwardedFor, TRUSTING::clientAddress));
        assertEquals("127.0.0.1", ask("X-Forwarded-For", forwardedFor, OF_OTHERS::clientAddress));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                ", false",
                "https, true",
                "HTTPS, true",
                "http, false",
                "`https, https`, true",
                "`https, http`, false",
                "`http, https`, false",
                "https | http, false",
                "https;x, false"
            })
    void it_is_https_where_every_proxy_on_the_way_says_so(String forwardedProto, boolean https) throws IOException {
        assertEquals(Boolean.toString(https), ask("X-Forwarded-Proto", forwardedProto, TRUSTING::isHttps));
        assertEquals("false", ask("X-Forwarded-Proto", forwardedProto, OF_OTHERS::isHttps));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                ", inner.example",
                "outer.example, outer.example",
                "outer.example:8443, outer.example:8443",
                "`outer.example, other.example`, ",
                "outer.example | other.example, "
            })
    void the_host_is_the_one_that_the_caller_asked_a_proxy_for(String forwardedHost, String host) throws IOException {
        assertEquals(Optional.ofNullable(host).toString(), ask("X-Forwarded-Host", forwardedHost, TRUSTING::host));
        assertEquals("Optional[inner.example]", ask("X-Forwarded-Host", forwardedHost, OF_OTHERS::host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.1:80", "*", "fd00::1/64"})
    void what_is_no_address_or_range_is_told(String entry) {
        assertEquals(Optional.empty(), TrustedProxies.faultOf("10.0.0.0/8"));

        Optional<String> fault = TrustedProxies.faultOf(entry);

        assertEquals(true, fault.isPresent());
    }
}
