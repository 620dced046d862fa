package dev.appconnector.egress.address;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressLiteralTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "192.0.2.10, 192.0.2.10",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "0:0:0:0:0:0:0:1, ::1",
        "[2001:DB8::1], 2001:db8::1",
        "2001:0db8:0000:0000:0001:0000:0000:0001, 2001:db8::1:0:0:1", // the first of two equal gaps
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1", // one zero group is no gap
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "::ffff:8.8.8.8, ::ffff:808:808",
        "1:2:3:4:5:6:7.8.9.10, 1:2:3:4:5:6:708:90a",
        "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
    })
    void reads_a_literal_as_Java_does_and_writes_it_canonically(String text, String canonical) throws Exception {
        AddressLiteral literal = AddressLiteral.parse(text).orElseThrow();
        assertEquals(canonical, literal.toString());
        assertEquals(literal, AddressLiteral.parse(canonical).orElseThrow());
        assertArrayEquals(
                InetAddress.getByName(text).getAddress(), literal.address().getAddress());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.4.",
                "1.2.3.256",
                "1.2.3.04",
                "1.2.3.+4",
                "1.2.3.\u0664",
                "0x7f.0.0.1",
                "2130706433",
                "[1.2.3.4]",
                "[]",
                "[::1",
                "[[::1]]",
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "1::2::3",
                ":1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7:",
                "::12345",
                "::g",
                "::+1",
                "::1%eth0",
                "::1%251",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::ffff:1.2.3.256",
                "v1.x"
            })
    void what_is_no_strict_literal_is_a_name(String text) {
        assertTrue(AddressLiteral.parse(text).isEmpty());
    }
}
