package dev.appconnector.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariDataSource;
import dev.appconnector.settings.Settings;
import dev.appconnector.storage.Database;
import dev.appconnector.storage.Statements;
import dev.appconnector.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All nodes look for old runs, and may do so at the same instant: none fails, and all goes. */
class OldRunsOnManyNodesTest {

    private static final int ROWS = 5_000;
    private static final int NODES = 4;

    @TempDir
    private Path data;

    @Test
    void nodes_that_erase_the_same_at_once_do_not_get_in_each_others_way() throws Exception {
        try (HikariDataSource database = Database.open(
                Settings.of(TestDatabase.POSTGRES.settings(data), Map.of()).database())) {
            JdbcClient rows = JdbcClient.create(database);
            rows.sql("""
                            insert into connector (id, name, last_name_key, domain, definition, state, version, created_at, updated_at)
                            values (gen_random_uuid(), 'crm', 'crm', 'https://crm.example', '{}', 'revoked', 1, now(), now())""").update();
            rows.sql("""
                            insert into run (id, connector_id, method, path, caller, wait_for_result, timeout_ms, state, created_at,
                                             ended_at, attempts)
                            select cast(lpad(to_hex(n), 8, '0') || '-0000-7000-8000-000000000000' as uuid), connector.id, 'GET',
                                   '/', 'key:x', false, 1, 'succeeded', now() - interval '200 days', now() - interval '200 days', '[]'
                              from connector, generate_series(1, ?) n""").param(ROWS).update();
            rows.sql(
                            "insert into run_body (run_id, sealed_request, erase_after) select id, 'x', now() - interval '1 day' from run")
                    .update();

            eraseAtOnce(database);

            assertEquals(
                    0, rows.sql("select count(*) from run").query(Integer.class).single());
            assertEquals(
                    0,
                    rows.sql("select count(*) from run_body")
                            .query(Integer.class)
                            .single());
        }
    }

    private static void eraseAtOnce(HikariDataSource database) throws Exception {
        CyclicBarrier start = new CyclicBarrier(NODES);
        ExecutorService threads = Executors.newFixedThreadPool(NODES);
        CamelContext camel = new DefaultCamelContext();
        try {
            List<Future<?>> nodes = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                OldRuns node = new OldRuns(new Statements(database), Duration.ofDays(90), Clock.systemUTC());
                nodes.add(threads.submit(() -> {
                    start.await();
                    node.erase(new DefaultExchange(camel));
                    return null;
                }));
            }
            for (Future<?> node : nodes) {
                node.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
