package dev.appconnector.testkit;

import java.nio.file.Path;
import java.util.Map;

/** Two programs on one PostgreSQL database of their own, with one master key. */
public final class TwoNodes implements AutoCloseable {

    private final RunningAppConnector one;
    private final RunningAppConnector other;

    private TwoNodes(RunningAppConnector one, RunningAppConnector other) {
        this.one = one;
        this.other = other;
    }

    /** @param data an empty directory */
    public static TwoNodes start(Path data) {
        Map<String, String> settings =
                TestDatabase.ofPostgres(TestPostgres.shared().newDatabase(), data);
        RunningAppConnector one = RunningAppConnector.start(data, settings);
        try {
            return new TwoNodes(one, RunningAppConnector.start(data, settings));
        } catch (RuntimeException e) {
            one.close();
            throw e;
        }
    }

    public RunningAppConnector one() {
        return one;
    }

    public RunningAppConnector other() {
        return other;
    }

    /** Ends all keys, as if by another node that these two hear of. */
    public void endAllKeys() {
        one.rows().sql("update api_key set ended_at = now()").update();
        one.rows().sql("update change_counter set changes = changes + 1").update();
    }

    @Override
    public void close() {
        try {
            other.close();
        } finally {
            one.close();
        }
    }
}
