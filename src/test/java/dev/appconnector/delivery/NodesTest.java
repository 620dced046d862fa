package dev.appconnector.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariDataSource;
import dev.appconnector.settings.Settings;
import dev.appconnector.storage.Database;
import dev.appconnector.storage.Statements;
import dev.appconnector.testkit.Await;
import dev.appconnector.testkit.TestDatabase;
import dev.appconnector.testkit.TestPostgres;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node is dead when others have written some times in a row, and it has not: no clock has a say in it. */
class NodesTest {

    @TempDir
    private Path data;

    private HikariDataSource open(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("appconnector.data", data.toString());
        return Database.open(Settings.of(all, Map.of()).database());
    }

    private static Nodes node(HikariDataSource database) {
        Nodes node = new Nodes(new Statements(database), Clock.systemUTC());
        node.beat();
        return node;
    }

    private static void beat(Nodes node, int times) {
        for (int i = 0; i < times; i++) {
            node.beat();
        }
    }

    private static List<UUID> living(HikariDataSource database) {
        return JdbcClient.create(database)
                .sql("select id from node order by started_at")
                .query(UUID.class)
                .list();
    }

    @ParameterizedTest
    @EnumSource
    void a_node_that_misses_five_beats_of_another_is_dead_and_one_that_misses_four_is_not(TestDatabase kind) {
        try (HikariDataSource database = open(kind.settings(data))) {
            Nodes silent = node(database);
            Nodes other = node(database);

            beat(other, 4);
            assertEquals(List.of(silent.id(), other.id()), living(database));
            assertEquals(2, other.living());
            silent.beat();
            beat(other, 5);
            assertEquals(List.of(silent.id(), other.id()), living(database), "it wrote in between");
            beat(other, 1);
            assertEquals(List.of(other.id()), living(database));
            beat(other, 1);
            assertEquals(1, other.living());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_node_that_was_taken_for_dead_lives_again_and_can_die_again(TestDatabase kind) {
        try (HikariDataSource database = open(kind.settings(data))) {
            Nodes paused = node(database);
            Nodes other = node(database);
            beat(other, 6);
            assertEquals(List.of(other.id()), living(database));

            paused.beat();
            assertEquals(List.of(other.id(), paused.id()), living(database));
            beat(other, 7);
            assertEquals(List.of(other.id()), living(database));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_database_whose_clock_is_set_makes_no_node_look_dead(TestDatabase kind) {
        try (HikariDataSource database = open(kind.settings(data))) {
            Nodes one = node(database);
            Nodes other = node(database);
            JdbcClient.create(database)
                    .sql("update node set seen_at = seen_at - interval '1' day")
                    .update();

            beat(other, 4);

            assertEquals(List.of(one.id(), other.id()), living(database));
        }
    }

    @Test
    void a_database_that_was_away_makes_no_node_look_dead() {
        try (TestPostgres postgres = TestPostgres.own();
                HikariDataSource database = open(TestDatabase.ofPostgres(postgres.newDatabase(), data))) {
            Nodes one = node(database);
            Nodes other = node(database);
            beat(other, 4);

            postgres.stop();
            beat(other, 2);
            postgres.start();
            beat(other, 4);

            // The pool may still have connections to the server that has ended, one after the other.
            List<UUID> living = Await.until(
                    "both nodes",
                    Duration.ofSeconds(10),
                    () -> {
                        try {
                            return living(database);
                        } catch (DataAccessException e) {
                            return List.of();
                        }
                    },
                    found -> !found.isEmpty());
            assertEquals(List.of(one.id(), other.id()), living);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_node_that_ends_is_no_longer_among_those_that_live(TestDatabase kind) {
        try (HikariDataSource database = open(kind.settings(data))) {
            Nodes one = node(database);
            Nodes other = node(database);

            one.close();

            assertEquals(List.of(other.id()), living(database));
        }
    }

    @Test
    void a_node_with_a_database_of_its_own_is_the_only_one_after_its_start() {
        try (HikariDataSource database = open(Map.of())) {
            node(database);
            Nodes next = new Nodes(new Statements(database), Clock.systemUTC());
            next.begin();
            next.beat();

            assertEquals(List.of(next.id()), living(database));
            assertEquals(1, next.living());
        }
    }
}
