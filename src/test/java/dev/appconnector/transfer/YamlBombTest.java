package dev.appconnector.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.appconnector.problem.Problem;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A file takes no more of a node than its size lets one expect, whatever is in it. */
class YamlBombTest {

    private static final long MEGABYTE = 1 << 20;

    private static TransferFile read(String yaml) {
        return YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8));
    }

    /** What the thread has asked for in all, in bytes. */
    private static long allocatedBy(Supplier<?> work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.get();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static String deepList(int elements) {
        String name = "a".repeat(40);
        return "connectors:\n- " + ("{" + name + ": ").repeat(90) + "[" + "1,".repeat(elements) + "1]" + "}".repeat(90)
                + "\n";
    }

    @Test
    void names_far_down_are_not_repeated_for_each_element_below() {
        read(deepList(10));
        long few = allocatedBy(() -> read(deepList(10)));
        long many = allocatedBy(() -> read(deepList(50_010)));
        assertTrue(
                many - few < 100 * MEGABYTE,
                "100 KB more in the file have taken " + (many - few) / MEGABYTE + " MB more");
    }

    @Test
    void a_file_of_more_items_than_a_node_should_hold_is_refused() {
        Problem problem = assertThrows(Problem.class, () -> read("connectors:\n" + "- {}\n".repeat(10_001)));
        assertEquals(Problem.Type.MALFORMED_REQUEST, problem.type());
        assertEquals(
                10_000,
                read("connectors:\n" + "- {}\n".repeat(10_000)).connectors().size());
    }
}
