package dev.appconnector.delivery.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.RunningAppConnector;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where no route is told of ended runs, their end costs no statement more; the embedded database counts them. */
class NobodyToldTest {

    @Test
    void without_such_a_route_nothing_is_written_when_a_run_ends(@TempDir Path data) {
        try (RunningAppConnector app = RunningAppConnector.start(data);
                FakeTarget target = FakeTarget.http()) {
            app.dialler().leadAll(target);
            String connector = ToldRuns.connector(app, "crm", Map.of());
            app.rows().sql("set query_statistics true").update();

            endInEachWay(app, target, connector);

            assertTrue(counted(app, "insert into run ").size() >= 3, "the ends are counted");
            assertEquals(List.of(), counted(app, "ended_run"));

            ToldRuns.add(app, "follow", "");
            endInEachWay(app, target, ToldRuns.connector(app, "crm", Map.of()));

            assertEquals(2, counted(app, "insert into ended_run").size(), "with one they are found");
        }
    }

    private static void endInEachWay(RunningAppConnector app, FakeTarget target, String connector) {
        ended(app, ToldRuns.accepted(app, connector, Map.of()));
        target.answer(Answer.status(503).header("Retry-After", "600"));
        String cancelled = ToldRuns.accepted(app, connector, Map.of());
        assertEquals(
                200,
                app.call("POST", "/worker/runs/" + cancelled + "/cancel", null).status());
        String revoked = ToldRuns.accepted(app, connector, Map.of());
        assertEquals(
                200, app.call("DELETE", "/api/connectors/" + connector, null).status());
        ended(app, revoked);
        target.answer(Answer.ok());
    }

    private static void ended(RunningAppConnector app, String run) {
        Await.until(
                "its end",
                ToldRuns.PATIENCE,
                () -> app.get("/worker/runs/" + run).json().get("endedAt"),
                at -> !at.isNull());
    }

    private static List<String> counted(RunningAppConnector app, String text) {
        return app
                .rows()
                .sql("select sql_statement from information_schema.query_statistics where sql_statement like ?")
                .param("%" + text + "%")
                .query(String.class)
                .list()
                .stream()
                .filter(statement -> !statement.contains("query_statistics"))
                .toList();
    }
}
