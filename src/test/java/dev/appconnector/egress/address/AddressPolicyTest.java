package dev.appconnector.egress.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.egress.address.AddressPolicy.Decision;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    private static final String NAME = "api.example.com";
    private static final AddressPolicy DEFAULT = policy("", "");
    private static final AddressPolicy ALL_ALLOWED = policy("0.0.0.0/0 ::/0 api.example.com", "");

    private static AddressPolicy policy(String allow, String deny) {
        return AddressPolicy.of(entries(allow), entries(deny));
    }

    private static List<String> entries(String spaced) {
        return Stream.of(spaced.split(" ")).filter(entry -> !entry.isEmpty()).toList();
    }

    private static InetAddress address(String literal) {
        return AddressLiteral.parse(literal).orElseThrow().address();
    }

    /** First and last address of every range of the table, and the neighbours outside. */
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, NEVER_A_DESTINATION",
        "0.255.255.255, NEVER_A_DESTINATION",
        "1.0.0.0, ALLOWED",
        "9.255.255.255, ALLOWED",
        "10.0.0.0, PRIVATE",
        "10.255.255.255, PRIVATE",
        "11.0.0.0, ALLOWED",
        "100.63.255.255, ALLOWED",
        "100.64.0.0, PRIVATE",
        "100.100.100.199, PRIVATE",
        "100.100.100.200, METADATA",
        "100.100.100.201, PRIVATE",
        "100.127.255.255, PRIVATE",
        "100.128.0.0, ALLOWED",
        "126.255.255.255, ALLOWED",
        "127.0.0.0, PRIVATE",
        "127.255.255.255, PRIVATE",
        "128.0.0.0, ALLOWED",
        "168.63.129.15, ALLOWED",
        "168.63.129.16, METADATA",
        "168.63.129.17, ALLOWED",
        "169.253.255.255, ALLOWED",
        "169.254.0.0, PRIVATE",
        "169.254.169.253, PRIVATE",
        "169.254.169.254, METADATA",
        "169.254.169.255, PRIVATE",
        "169.254.170.1, PRIVATE",
        "169.254.170.2, METADATA",
        "169.254.170.3, PRIVATE",
        "169.254.170.22, PRIVATE",
        "169.254.170.23, METADATA",
        "169.254.170.24, PRIVATE",
        "169.254.255.255, PRIVATE",
        "169.255.0.0, ALLOWED",
        "172.15.255.255, ALLOWED",
        "172.16.0.0, PRIVATE",
        "172.31.255.255, PRIVATE",
        "172.32.0.0, ALLOWED",
        "191.255.255.255, ALLOWED",
        "192.0.0.0, PRIVATE",
        "192.0.0.191, PRIVATE",
        "192.0.0.192, METADATA",
        "192.0.0.193, PRIVATE",
        "192.0.0.255, PRIVATE",
        "192.0.1.0, ALLOWED",
        "192.0.1.255, ALLOWED",
        "192.0.2.0, PRIVATE",
        "192.0.2.255, PRIVATE",
        "192.0.3.0, ALLOWED",
        "192.88.98.255, ALLOWED",
        "192.88.99.0, PRIVATE",
        "192.88.99.255, PRIVATE",
        "192.88.100.0, ALLOWED",
        "192.167.255.255, ALLOWED",
        "192.168.0.0, PRIVATE",
        "192.168.255.255, PRIVATE",
        "192.169.0.0, ALLOWED",
        "198.17.255.255, ALLOWED",
        "198.18.0.0, PRIVATE",
        "198.19.255.255, PRIVATE",
        "198.20.0.0, ALLOWED",
        "198.51.99.255, ALLOWED",
        "198.51.100.0, PRIVATE",
        "198.51.100.255, PRIVATE",
        "198.51.101.0, ALLOWED",
        "203.0.112.255, ALLOWED",
        "203.0.113.0, PRIVATE",
        "203.0.113.255, PRIVATE",
        "203.0.114.0, ALLOWED",
        "223.255.255.255, ALLOWED",
        "224.0.0.0, NEVER_A_DESTINATION",
        "239.255.255.255, NEVER_A_DESTINATION",
        "240.0.0.0, PRIVATE",
        "255.255.255.254, PRIVATE",
        "255.255.255.255, NEVER_A_DESTINATION",
        "::, NEVER_A_DESTINATION",
        "::1, PRIVATE",
        "::2, NEVER_A_DESTINATION",
        "::127.0.0.1, NEVER_A_DESTINATION",
        "::ffff:ffff, NEVER_A_DESTINATION",
        "::1:0:0, ALLOWED",
        "64:ff9b:0:ffff:ffff:ffff:ffff:ffff, ALLOWED",
        "64:ff9b:1::, PRIVATE",
        "64:ff9b:1:ffff:ffff:ffff:ffff:ffff, PRIVATE",
        "64:ff9b:2::, ALLOWED",
        "ff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ALLOWED",
        "100::, PRIVATE",
        "100::ffff:ffff:ffff:ffff, PRIVATE",
        "100:0:0:1::, ALLOWED",
        "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ALLOWED",
        "2001::, NEVER_A_DESTINATION",
        "2001:0:ffff:ffff:ffff:ffff:ffff:ffff, NEVER_A_DESTINATION",
        "2001:1::, PRIVATE",
        "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff, PRIVATE",
        "2001:200::, ALLOWED",
        "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff, ALLOWED",
        "2001:db8::, PRIVATE",
        "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, PRIVATE",
        "2001:db9::, ALLOWED",
        "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ALLOWED",
        "2002::, NEVER_A_DESTINATION",
        "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff, NEVER_A_DESTINATION",
        "2003::, ALLOWED",
        "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ALLOWED",
        "3fff::, PRIVATE",
        "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff, PRIVATE",
        "3fff:1000::, ALLOWED",
        "5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ALLOWED",
        "5f00::, PRIVATE",
        "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff, PRIVATE",
        "5f01::, ALLOWED",
        "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ALLOWED",
        "fc00::, PRIVATE",
        "fd00:ec2::22, PRIVATE",
        "fd00:ec2::23, METADATA",
        "fd00:ec2::24, PRIVATE",
        "fd00:ec2::253, PRIVATE",
        "fd00:ec2::254, METADATA",
        "fd00:ec2::255, PRIVATE",
        "fd20:ce::253, PRIVATE",
        "fd20:ce::254, METADATA",
        "fd20:ce::255, PRIVATE",
        "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, PRIVATE",
        "fe00::, ALLOWED",
        "fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ALLOWED",
        "fe80::, PRIVATE",
        "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff, PRIVATE",
        "fec0::, PRIVATE",
        "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, PRIVATE",
        "ff00::, NEVER_A_DESTINATION",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, NEVER_A_DESTINATION"
    })
    void judges_each_address_by_its_range_A1(String literal, Decision expected) {
        assertEquals(expected, DEFAULT.judge(address(literal), 443, NAME));
        assertEquals(expected, DEFAULT.judgeDefinition(literal, 443));
        boolean canBeAllowed = expected == Decision.ALLOWED || expected == Decision.PRIVATE;
        assertEquals(
                canBeAllowed ? Decision.ALLOWED : expected,
                ALL_ALLOWED.judge(address(literal), 443, NAME),
                "an allowance for everything opens what is private, and nothing more");
    }

    @ParameterizedTest
    @CsvSource({
        "::fffe:ffff:ffff, ALLOWED", // the last address before the IPv4-mapped ones
        "::ffff:0.0.0.0, NEVER_A_DESTINATION",
        "::ffff:8.8.8.8, ALLOWED",
        "::ffff:10.0.0.1, PRIVATE",
        "::ffff:a9fe:a9fe, METADATA",
        "::ffff:255.255.255.255, NEVER_A_DESTINATION",
        "::1:0:0:0, ALLOWED", // the first one after them
        "64:ff9a:ffff:ffff:ffff:ffff:ffff:ffff, ALLOWED",
        "64:ff9b::, NEVER_A_DESTINATION",
        "64:ff9b::8.8.8.8, ALLOWED",
        "64:ff9b::7f00:1, PRIVATE",
        "64:ff9b::169.254.169.254, METADATA",
        "64:ff9b::ffff:ffff, NEVER_A_DESTINATION",
        "64:ff9b::1:0:0, ALLOWED"
    })
    void judges_an_address_that_holds_an_IPv4_address_as_that_one(String literal, Decision expected) throws Exception {
        byte[] sixteen = AddressLiteral.parse(literal).orElseThrow().bytes();
        assertEquals(expected, DEFAULT.judge(address(literal), 443, NAME));
        assertEquals(expected, DEFAULT.judge(Inet6Address.getByAddress(null, sixteen, 1), 443, NAME));
        assertEquals(expected, DEFAULT.judgeDefinition("[" + literal + "]", 443));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16, '', 10.0.255.255, PRIVATE",
        "10.1.0.0/16, '', 10.1.0.0, ALLOWED",
        "10.1.0.0/16, '', 10.1.255.255, ALLOWED",
        "10.1.0.0/16, '', 10.2.0.0, PRIVATE",
        "10.1.0.0/16, '', 64:ff9b::10.1.2.3, ALLOWED",
        "127.0.0.1, '', 127.0.0.1, ALLOWED",
        "127.0.0.1/32, '', 127.0.0.2, PRIVATE",
        "::ffff:10.1.0.0/112, '', 10.1.2.3, ALLOWED",
        "::/0, '', 10.1.2.3, PRIVATE", // an IPv6 range holds no IPv4 address
        "::/0, '', ::ffff:10.1.2.3, PRIVATE",
        "fd00::/64, '', fd00::ffff:ffff:ffff:ffff, ALLOWED",
        "fd00::/64, '', fd00:0:0:1::, PRIVATE",
        "::/96, '', ::1, ALLOWED",
        "10.0.0.0/8, 10.1.0.0/16, 10.1.2.3, OPERATOR_DENIED",
        "10.0.0.0/8, 10.1.0.0/16, 10.2.0.0, ALLOWED",
        "api.example.com, 10.1.0.0/16, 10.1.2.3, OPERATOR_DENIED",
        "api.example.com, '', 10.1.2.3, ALLOWED",
        "API.Example.com, '', 10.1.2.3, ALLOWED",
        "example.com, '', 10.1.2.3, PRIVATE", // a host name is exact
        "api.example.com, '', 169.254.169.254, METADATA",
        "api.example.com, '', 0.0.0.0, NEVER_A_DESTINATION",
        "'', 8.8.8.0/24, 8.8.7.255, ALLOWED",
        "'', 8.8.8.0/24, 8.8.8.0, OPERATOR_DENIED",
        "'', 8.8.8.0/24, 8.8.8.255, OPERATOR_DENIED",
        "'', 8.8.8.0/24, 8.8.9.0, ALLOWED",
        "'', 8.8.8.0/24, 64:ff9b::8.8.8.8, OPERATOR_DENIED",
        "'', 64:ff9b::/96, 64:ff9b::8.8.8.8, OPERATOR_DENIED",
        "'', 64:ff9b::/96, 8.8.8.8, ALLOWED",
        "'', ::ffff:8.8.8.8, 8.8.8.8, OPERATOR_DENIED",
        "'', 10.0.0.0/8, 10.1.2.3, OPERATOR_DENIED",
        "'', 169.254.0.0/16, 169.254.169.254, METADATA" // the first that matches decides
    })
    void decides_in_the_order_of_the_table(String allow, String deny, String literal, Decision expected) {
        assertEquals(expected, policy(allow, deny).judge(address(literal), 443, "API.example.com"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3:8080, 10.1.2.3, 8080, ALLOWED",
        "10.1.2.3:8080, 10.1.2.3, 8081, PRIVATE",
        "10.1.0.0/16:65535, 10.1.2.3, 65535, ALLOWED",
        "10.1.0.0/16:65535, 10.1.2.3, 65534, PRIVATE",
        "[fd00::1]:1, fd00::1, 1, ALLOWED",
        "[fd00::1]:1, fd00::1, 2, PRIVATE",
        "[fd00::1], fd00::1, 2, ALLOWED",
        "[fd00::/64]:8443, fd00::1, 8443, ALLOWED",
        "[fd00::]/64:8443, fd00::1, 443, PRIVATE",
        "api.example.com:8443, fd00::1, 8443, ALLOWED",
        "api.example.com:8443, fd00::1, 443, PRIVATE"
    })
    void an_allowance_with_a_port_is_for_that_port_alone(String allow, String literal, int port, Decision expected) {
        assertEquals(expected, policy(allow, "").judge(address(literal), port, NAME));
    }

    @ParameterizedTest
    @CsvSource({
        "93.184.216.34 1.1.1.1, ALLOWED",
        "93.184.216.34 10.1.2.3, ALLOWED",
        "93.184.216.34 10.2.0.1, PRIVATE",
        "10.2.0.1 169.254.169.254, PRIVATE",
        "169.254.169.254 10.2.0.1, METADATA"
    })
    void one_denied_answer_refuses_the_whole_name_A4(String answers, Decision expected) {
        InetAddress[] addresses =
                entries(answers).stream().map(AddressPolicyTest::address).toArray(InetAddress[]::new);
        assertEquals(expected, policy("10.1.0.0/16", "").judgeAll(addresses, 443, NAME));
    }

    @Test
    void no_answer_is_never_taken_for_an_allowed_one_A6() {
        assertThrows(IllegalArgumentException.class, () -> DEFAULT.judgeAll(new InetAddress[0], 443, NAME));
    }

    @ParameterizedTest
    @CsvSource({
        "'', localhost, PRIVATE",
        "'', LOCALHOST, PRIVATE",
        "'', localhost.example, ALLOWED", // looked up, then judged
        "127.0.0.1, localhost, ALLOWED",
        "::1, localhost, ALLOWED",
        "127.0.0.2, localhost, PRIVATE",
        "localhost, localhost, ALLOWED",
        "localhost:8080, localhost, ALLOWED",
        "localhost:8081, localhost, PRIVATE",
        "127.0.0.1:8081, localhost, PRIVATE"
    })
    void localhost_is_judged_when_it_is_defined_A2(String allow, String host, Decision expected) {
        assertEquals(expected, policy(allow, "").judgeDefinition(host, 8080));
    }

    @ParameterizedTest
    @CsvSource({
        "crm.corp.example, CRM.corp.example, 80, true",
        "crm.corp.example, corp.example, 80, false",
        "crm.corp.example, a.crm.corp.example, 80, false",
        "crm.corp.example:8080, crm.corp.example, 8080, true",
        "crm.corp.example:8080, crm.corp.example, 8081, false",
        "10.1.0.0/16, 10.1.2.3, 80, true",
        "10.1.0.0/16, 10.2.0.0, 80, false",
        "10.1.0.0/16, [::ffff:10.1.2.3], 80, true",
        "fd00::/64, fd00::1, 80, true",
        "127.0.0.1, localhost, 80, true",
        "10.1.0.0/16, localhost, 80, false",
        "10.1.0.0/16, crm.corp.example, 80, false" // its addresses are not known yet
    })
    void says_whether_the_operator_names_a_host(String allow, String host, int port, boolean expected) {
        assertEquals(expected, policy(allow, "").operatorNames(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 10.1.2.3",
                "10.1",
                "010.0.0.1",
                "10.1.2.256",
                "10.1.2.0/33",
                "10.1.2.0/-1",
                "10.1.2.0/",
                "10.1.2.0/024",
                "10.1.2.3/16", // 10.1.0.0/16 or 10.1.2.3
                "10.1.2.3:0",
                "10.1.2.3:65536",
                "10.1.2.3:",
                "10.1.2.3:80:80",
                "fd00::/129",
                "fd00::1%eth0",
                "[fd00::1",
                "[fd00::1]80",
                "[[fd00::1]]:80",
                "[10.1.2.3]:80",
                "[fd00::/64]/64",
                "*.corp.example",
                "crm_1.example",
                "crm.corp.example.",
                "0x7f.1",
                "http://crm.corp.example",
                "::ffff:0:0/96",
                "64:ff9b::/96"
            })
    void a_malformed_allowance_is_refused_with_its_text_A3(String entry) {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> AddressPolicy.of(List.of("10.0.0.1", entry), List.of()));
        assertTrue(refusal.getMessage().startsWith("appconnector.egress.allow: \"" + entry + "\" "));
    }

    @ParameterizedTest
    @CsvSource({
        "169.254.169.254, false",
        "169.254.169.254:80, false",
        "169.254.169.254/31, true",
        "::ffff:169.254.169.254, false",
        "64:ff9b::169.254.169.254, false",
        "fd00:ec2::254/128, false",
        "fd00:ec2::254/127, true",
        "0.0.0.0, false",
        "0.0.0.0/8, false",
        "0.0.0.0/7, true",
        "224.0.0.0/4, false",
        "224.0.0.0/3, true",
        "255.255.255.255, false",
        "255.255.255.254/31, true",
        "::, false",
        "::1, true",
        "::/127, true", // holds ::1
        "::2/127, false",
        "::/96, true",
        "ff02::/16, false",
        "fe00::/7, true",
        "2001::/32, false",
        "2001::/31, true",
        "2002:a00::/24, false",
        "2002::/15, true"
    })
    void an_allowance_for_nothing_that_can_be_allowed_stops_the_start_A3(String entry, boolean accepted) {
        assertEquals(accepted, AddressPolicy.faultsOf(List.of(entry), List.of()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "crm.corp.example", "10.1.2.3:80", "[fd00::1]:80", "10.1.2.3/8", "10.0.0.0/33"})
    void a_malformed_denial_is_refused_with_its_text_A3(String entry) {
        List<String> faults = AddressPolicy.faultsOf(List.of(), List.of("10.0.0.0/8", "fd00::/8", entry));
        assertEquals(1, faults.size());
        assertTrue(faults.get(0).startsWith("appconnector.egress.deny: \"" + entry + "\" "));
    }

    @Test
    void all_faults_are_told_at_once() {
        List<String> faults =
                AddressPolicy.faultsOf(List.of("10.1", "10.1.2.3/16", "10.1.2.3"), List.of("10.1.2.3:80"));
        assertEquals(3, faults.size());
        assertTrue(faults.get(1).contains("write 10.1.0.0/16"));
        assertFalse(DEFAULT.operatorNames("10.1.2.3", 80));
    }

    @ParameterizedTest
    @CsvSource({
        "false, 10.1.2.3, false",
        "false, 8.8.8.8, false",
        "private, 10.1.2.3, true",
        "private, 8.8.8.8, false",
        "true, 10.1.2.3, true",
        "true, 8.8.8.8, true"
    })
    void plain_http_is_for_whom_the_setting_says_D1(String setting, String host, boolean expected) {
        assertEquals(expected, PlainHttp.of(setting).permits(host, 80, policy("10.1.2.3", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "FALSE", "yes", "private ", "public"})
    void plain_http_has_three_values(String value) {
        assertThrows(IllegalArgumentException.class, () -> PlainHttp.of(value));
    }
}
