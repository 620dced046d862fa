package dev.appconnector.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.appconnector.testkit.RunningAppConnector;
import dev.appconnector.testkit.TestDatabase;
import dev.appconnector.testkit.TestPostgres;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit waits for its database, and nobody waits for the audit. */
class AuditOutageTest {

    @Test
    void what_is_refused_while_the_database_is_away_is_written_when_it_is_back(@TempDir Path data) {
        try (TestPostgres postgres = TestPostgres.own();
                RunningAppConnector app =
                        RunningAppConnector.start(data, TestDatabase.ofPostgres(postgres.newDatabase(), data))) {
            postgres.stop();
            assertEquals(
                    401,
                    app.send(HttpRequest.newBuilder(app.uri("/api/connectors"))).status());
            app.get("/api/connectors"); // takes as long as the database's absence is noticed
            postgres.start();

            Audited.await(app, "authentication.refused", entries -> entries.size() == 1);
            assertEquals(Audited.intact(2), Audited.verified(app), "the admin key's comes first");
        }
    }
}
