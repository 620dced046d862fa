package dev.appconnector.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.appconnector.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessResourceException;

/** Writes that come together share a commit; each writer learns what came of its own. */
class SharedCommitTest {

    private final List<List<Integer>> commits = new CopyOnWriteArrayList<>();
    private final ExecutorService writers = Executors.newCachedThreadPool();
    private final CountDownLatch firstMayCommit = new CountDownLatch(1);
    private final CountDownLatch firstIsWriting = new CountDownLatch(1);
    private final SharedCommit<Integer> shared = new SharedCommit<>("test", this::write, Integer::longValue);

    private void write(List<Integer> values) {
        if (values.contains(0)) {
            firstIsWriting.countDown();
            await(firstMayCommit);
        }
        if (values.contains(13)) {
            throw new DataIntegrityViolationException("13 cannot be written");
        }
        if (values.contains(99)) {
            throw new TransientDataAccessResourceException("the database is gone");
        }
        commits.add(List.copyOf(values));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        firstMayCommit.countDown();
        writers.shutdownNow();
    }

    /** Those that come while the first is on its way to the disk. */
    private List<Future<?>> whileTheFirstIsWritten(Integer... values) throws Exception {
        List<Future<?>> results = new ArrayList<>();
        results.add(writers.submit(() -> shared.write(0)));
        await(firstIsWriting);
        for (Integer value : values) {
            CompletableFuture<Thread> begun = new CompletableFuture<>();
            results.add(writers.submit(() -> {
                begun.complete(Thread.currentThread());
                shared.write(value);
            }));
            Thread writer = begun.get(30, TimeUnit.SECONDS);
            while (writer.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        firstMayCommit.countDown();
        return results;
    }

    private static void result(Future<?> written) throws Exception {
        written.get(30, TimeUnit.SECONDS);
    }

    @Test
    void what_comes_during_a_commit_shares_the_next() throws Exception {
        List<Future<?>> results = whileTheFirstIsWritten(1, 2, 3);

        result(results.get(0));
        result(results.get(2));
        result(results.get(3));
        assertEquals(List.of(List.of(0), List.of(1, 2, 3)), commits);
    }

    @Test
    void one_that_cannot_be_written_fails_alone() throws Exception {
        List<Future<?>> results = whileTheFirstIsWritten(1, 13, 3);

        result(results.get(1));
        result(results.get(3));
        ExecutionException failure = assertThrows(ExecutionException.class, () -> result(results.get(2)));
        assertEquals(DataIntegrityViolationException.class, failure.getCause().getClass());
    }

    @Test
    void a_database_that_is_gone_is_asked_once_for_all() throws Exception {
        List<Future<?>> results = whileTheFirstIsWritten(1, 99, 3);

        for (Future<?> result : results.subList(1, 4)) {
            ExecutionException failure = assertThrows(ExecutionException.class, () -> result(result));
            assertEquals(
                    TransientDataAccessResourceException.class,
                    failure.getCause().getClass());
        }
        shared.write(5);
        assertEquals(List.of(List.of(0), List.of(5)), commits);
    }

    @Test
    void large_ones_are_not_gathered() throws Exception {
        List<Future<?>> results = whileTheFirstIsWritten(5_000_000, 2);

        result(results.get(2));
        assertEquals(List.of(List.of(0), List.of(5_000_000), List.of(2)), commits);
    }

    @Test
    void a_close_lets_what_has_come_be_written_and_refuses_the_rest() throws Exception {
        List<Future<?>> results = whileTheFirstIsWritten(1);
        shared.close();

        result(results.get(1));
        Problem refused = assertThrows(Problem.class, () -> shared.write(2));
        assertEquals(Problem.Type.SHUTTING_DOWN, refused.type());
    }
}
