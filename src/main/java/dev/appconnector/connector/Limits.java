package dev.appconnector.connector;

import dev.appconnector.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of this node one connector may take. Immutable; what is absent takes its default.
 *
 * @param maxConcurrent calls under way at once, 1 to 10,000; 50 where absent
 * @param callsPerSecond calls that begin within any second, 1 to 10,000; null is no limit
 * @param maxResponseBytes the longest body that an answer may have, 1 to 104,857,600; 10 MiB where absent
 */
public record Limits(Integer maxConcurrent, Integer callsPerSecond, Long maxResponseBytes) {

    public static final Limits DEFAULT = new Limits(null, null, null);

    public Limits {
        maxConcurrent = maxConcurrent == null ? 50 : maxConcurrent;
        maxResponseBytes = maxResponseBytes == null ? 10_485_760L : maxResponseBytes;
    }

    List<FieldError> faults() {
        List<FieldError> faults = new ArrayList<>();
        if (maxConcurrent < 1 || maxConcurrent > 10_000) {
            faults.add(new FieldError("/limits/maxConcurrent", "Use 1 to 10000."));
        }
        if (callsPerSecond != null && (callsPerSecond < 1 || callsPerSecond > 10_000)) {
            faults.add(new FieldError("/limits/callsPerSecond", "Use 1 to 10000, or null for no limit."));
        }
        if (maxResponseBytes < 1 || maxResponseBytes > 104_857_600L) {
            faults.add(new FieldError("/limits/maxResponseBytes", "Use 1 to 104857600 bytes."));
        }
        return faults;
    }
}
