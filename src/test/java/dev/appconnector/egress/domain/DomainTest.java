package dev.appconnector.egress.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.egress.address.AddressPolicy;
import dev.appconnector.egress.address.PlainHttp;
import dev.appconnector.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainTest {

    private static final AddressPolicy POLICY =
            AddressPolicy.of(List.of("10.1.0.0/16", "crm.corp.example:8080"), List.of("8.8.8.0/24"));
    private static final String LABEL_63 = "a".repeat(63);
    private static final String HOST_253 = (LABEL_63 + ".").repeat(3) + "a".repeat(61);

    private static Domain parse(String text) {
        return Domain.parse(text, POLICY, PlainHttp.TRUE);
    }

    private static void assertRefused(String rule, String text, PlainHttp plainHttp) {
        Problem problem = assertThrows(Problem.class, () -> Domain.parse(text, POLICY, plainHttp));
        assertEquals(Problem.Type.CONNECTOR_INVALID, problem.type());
        assertEquals(List.of(new Problem.FieldError("/domain", problem.detail())), problem.errors());
        assertTrue(problem.detail().startsWith(rule + ": "), problem.detail());
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com, https://api.example.com, 443",
        "HTTPS://API.Example.COM/, https://api.example.com, 443",
        "https://api.example.com:443/v2/, https://api.example.com/v2, 443",
        "https://api.example.com:80, https://api.example.com:80, 80",
        "http://api.example.com:80, http://api.example.com, 80",
        "http://api.example.com:443, http://api.example.com:443, 443",
        "https://api.example.com/V2/Data, https://api.example.com/V2/Data, 443",
        "https://[2001:4860:4860:0:0:0:0:8888]:443/, https://[2001:4860:4860::8888], 443",
        "https://[::FFFF:1.1.1.1]:8443, https://[::ffff:101:101]:8443, 8443",
        "https://93.184.216.34/v1, https://93.184.216.34/v1, 443"
    })
    void the_text_is_stored_canonical_D9(String text, String canonical, int port) {
        Domain domain = parse(text);
        assertEquals(canonical, domain.toString());
        assertEquals(port, domain.port());
        assertEquals(canonical, domain.origin() + domain.prefix());
        assertEquals(domain, Domain.stored(canonical));
    }

    @Test
    void an_IPv6_host_has_brackets_in_the_origin_alone() {
        Domain domain = parse("https://[2606:4700::1111]:8443/v1");
        assertEquals("2606:4700::1111", domain.host());
        assertEquals("https://[2606:4700::1111]:8443", domain.origin());
        assertEquals("/v1", domain.prefix());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "api.example.com",
                "//api.example.com",
                "https:api.example.com",
                "https:/api.example.com",
                "ftp://api.example.com",
                "file:///etc/passwd",
                "://api.example.com",
                "httpss://api.example.com"
            })
    void a_domain_is_a_scheme_and_a_host_D1(String text) {
        assertRefused("D1", text, PlainHttp.TRUE);
    }

    @ParameterizedTest
    @CsvSource({
        "http://api.example.com, TRUE, true",
        "http://api.example.com, PRIVATE, false",
        "http://api.example.com, FALSE, false",
        "https://api.example.com, FALSE, true",
        "http://crm.corp.example:8080, PRIVATE, true",
        "http://crm.corp.example:8081, PRIVATE, false",
        "http://crm.corp.example:8080, FALSE, false",
        "http://10.1.2.3, PRIVATE, true",
        "http://10.1.2.3, FALSE, false"
    })
    void plain_http_is_as_the_operator_set_it_D1(String text, PlainHttp plainHttp, boolean accepted) {
        if (accepted) {
            assertEquals(text, Domain.parse(text, POLICY, plainHttp).toString());
        } else {
            assertRefused("D1", text, plainHttp);
        }
    }

    @Test
    void a_domain_has_at_most_2048_characters_D2() {
        String longest = "https://api.example.com/" + "a".repeat(2024);
        assertEquals(longest, parse(longest).toString());
        assertRefused("D2", longest + "a", PlainHttp.TRUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " https://api.example.com",
                "https://api.example.com/a b",
                "https://api.example.com/\n",
                "https://api.example.com/\r\nHost: evil",
                "https://api.example.com/\u007f",
                "https://\u00e4pi.example.com",
                "https://api\u3002example.com",
                "https://api.example.com/\ud83d\ude00"
            })
    void a_domain_is_printable_ASCII_D2(String text) {
        assertRefused("D2", text, PlainHttp.TRUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user@api.example.com",
                "https://user:pw@api.example.com/",
                "https://@api.example.com",
                "https://api.example.com:443@evil.example",
                "https://api.example.com?a=b",
                "https://api.example.com/?",
                "https://api.example.com#x",
                "https://api.example.com/v2#",
                "https://api.example.com\\@evil.example",
                "https:\\\\api.example.com"
            })
    void a_domain_has_no_user_query_fragment_or_backslash_D3(String text) {
        assertRefused("D3", text, PlainHttp.TRUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://",
                "https:///v2",
                "https://:443",
                "https://.example.com",
                "https://api..example.com",
                "https://api.example.com.",
                "https://127.0.0.1./x",
                "https://-api.example.com",
                "https://api-.example.com",
                "https://api_1.example.com",
                "https://api.example.com%2eevil",
                "https://{{host}}",
                "https://${host}",
                "https://[v1.x]",
                "https://[]",
                "https://[2606:4700::1111%25eth0]",
                "https://[2606:4700::1111]x",
                "https://[10.1.2.3]",
                "https://[api.example.com]",
                "https://[1:2:3:4:5:6:7]"
            })
    void a_host_is_a_name_of_plain_labels_or_an_address_D4(String text) {
        assertRefused("D4", text, PlainHttp.TRUE);
    }

    @Test
    void labels_have_at_most_63_characters_and_hosts_253_D4() {
        assertEquals(HOST_253, parse("https://" + HOST_253).host());
        assertEquals(
                "xn--bcher-kva.example", parse("https://xn--bcher-kva.example").host());
        assertEquals("1a.example", parse("https://1a.example").host());
        assertRefused("D4", "https://" + HOST_253 + "a", PlainHttp.TRUE);
        assertRefused("D4", "https://" + LABEL_63 + "a.example", PlainHttp.TRUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.1",
                "https://2130706433",
                "https://0177.0.0.1",
                "https://0x7f000001",
                "https://0X7F.0.0.1",
                "https://1.2.3.0x",
                "https://1.2.3.0x4",
                "https://1.2.3.256",
                "https://1.2.3.4.5",
                "https://1.1.1.01",
                "https://api.example.1"
            })
    void a_host_that_ends_in_a_number_is_canonical_IPv4_D5(String text) {
        assertRefused("D5", text, PlainHttp.TRUE);
    }

    @Test
    void a_number_that_is_not_the_last_label_makes_no_address_D5() {
        assertEquals("1.2.3.4.example", parse("https://1.2.3.4.example").host());
        assertEquals("0xg", parse("https://0xg").host());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "0", "65536", "99999", "100000", "00443", "+443", "-1", "4a", "443:443", "0x1bb", "1", "22", "25",
                "69", "6000", "6665", "6666", "6669", "6697", "10080"
            })
    void a_port_is_plain_digits_and_none_that_browsers_refuse_D6(String port) {
        assertRefused("D6", "https://api.example.com:" + port + "/", PlainHttp.TRUE);
        assertRefused("D6", "https://[2606:4700::1111]:" + port, PlainHttp.TRUE);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 24, 26, 80, 443, 8080, 5999, 6001, 6664, 6670, 6698, 10079, 10081, 65535})
    void any_other_port_is_free_D6(int port) {
        assertEquals(port, parse("https://api.example.com:" + port).port());
    }

    @ParameterizedTest
    @CsvSource({
        "https://10.0.255.255, appconnector.egress.allow",
        "https://10.2.0.0, appconnector.egress.allow",
        "https://localhost:8443, appconnector.egress.allow",
        "https://[::ffff:7f00:1]:8443, appconnector.egress.allow",
        "https://[64:ff9b::10.2.0.0], appconnector.egress.allow",
        "https://8.8.8.8, appconnector.egress.deny",
        "https://169.254.169.254/latest, can never be called",
        "https://[2002:7f00:1::], can never be called"
    })
    void a_literal_obeys_the_address_policy_D7(String text, String told) {
        assertRefused("D7", text, PlainHttp.TRUE);
        Problem problem = assertThrows(Problem.class, () -> parse(text));
        assertTrue(problem.detail().contains(told));
        assertFalse(problem.detail().contains("169.254"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://10.1.0.0", "https://10.1.255.255", "https://9.9.9.9", "https://8.8.7.255"})
    void a_literal_that_is_allowed_may_be_stored_D7(String text) {
        assertEquals(text, parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/..",
                "/..",
                "/../v2",
                "/.",
                "/v2/./x",
                "/...",
                "//",
                "//v2",
                "/v2//",
                "/a//b",
                "/%2e",
                "/a%20b",
                "/a;b",
                "/a..;/b",
                "/{{env:PATH}}",
                "/${env:PATH}",
                "/$simple{x}",
                "/a|b",
                "/\"",
                "/<a>",
                "/^",
                "/`",
                "/[a]"
            })
    void a_prefix_holds_nothing_that_can_be_read_in_two_ways_D8(String prefix) {
        assertRefused("D8", "https://api.example.com" + prefix, PlainHttp.TRUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/v2", "/services/data/v61.0", "/a..b", "/.well-known", "/a:b@c", "/~a/!$&'()*+,=", "/-_."})
    void a_prefix_may_hold_every_other_path_character_D8(String prefix) {
        assertEquals(prefix, parse("https://api.example.com" + prefix).prefix());
    }

    @Test
    void a_problem_names_the_field_that_held_the_text() {
        Problem problem = assertThrows(
                Problem.class,
                () -> Domain.parse("https://u:p@auth.example.com", POLICY, PlainHttp.FALSE, "/auth/tokenUrl"));
        assertEquals("/auth/tokenUrl", problem.errors().get(0).field());
    }

    @Test
    void a_stored_domain_asks_no_policy() {
        assertEquals(
                "http://127.0.0.1:8081/v2",
                Domain.stored("http://127.0.0.1:8081/v2").toString());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "https://API.example.com",
                "https://api.example.com/",
                "https://api.example.com:443",
                "https://[2606:4700:0::1111]",
                "https://api.example.com/{{env:PATH}}",
                "https://user@api.example.com"
            })
    void a_stored_text_that_is_not_canonical_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Domain.stored(text));
    }

    @Test
    void parts_that_make_no_domain_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Domain("https", "API.example.com", 443, ""));
        assertThrows(IllegalArgumentException.class, () -> new Domain("https", "api.example.com", 443, "v2"));
        assertThrows(IllegalArgumentException.class, () -> new Domain("https", "a@evil.example", 443, ""));
        assertThrows(IllegalArgumentException.class, () -> new Domain("https", "[2606:4700::1111]", 443, ""));
    }
}
