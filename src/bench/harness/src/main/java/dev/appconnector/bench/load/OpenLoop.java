package dev.appconnector.bench.load;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Calls at a fixed rate, however slow the answers are. A latency counts from the instant at which its call was due, so that a
 * stall is seen by all the calls that it delayed, and not by one alone (coordinated omission).
 */
public final class OpenLoop {

    /**
     * @param nanos    the latencies; of calls that came too late to be sent, how late they were
     * @param answered by 2xx
     * @param failed   otherwise, or not at all
     * @param unsent   since all connections were still waiting for answers long after they were due
     * @param took     from the first call's due time to the last answer
     */
    public record Outcome(Histogram nanos, long answered, long failed, long unsent, Duration took) {
        public double perSecond() {
            return answered * 1e9 / took.toNanos();
        }

        /** Of all calls so many, 0 to 1, took at most so long, in milliseconds. */
        public double millis(double share) {
            return nanos.getValueAtPercentile(share * 100) / 1e6;
        }
    }

    private static final long HEAD_START = Duration.ofMillis(200).toNanos();
    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();

    private final byte[] request;
    private final Call call;
    private final long gap;
    private final long total;
    private final long start;
    private final long end;
    private final AtomicLong next = new AtomicLong();

    private OpenLoop(Call call, double perSecond, Duration length) {
        this.call = call;
        this.request = call.octets();
        this.gap = (long) (1e9 / perSecond);
        this.total = Math.max(1, (long) (perSecond * length.toMillis() / 1e3));
        this.start = System.nanoTime() + HEAD_START;
        this.end = start + length.toNanos() + PATIENCE;
    }

    /** Calls so often a second for so long, over so many connections. */
    public static Outcome run(Call call, double perSecond, int connections, Duration length)
            throws InterruptedException {
        OpenLoop loop = new OpenLoop(call, perSecond, length);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < connections; i++) lines.add(loop.new Line());
        lines.forEach(Thread::start);
        for (Line line : lines) line.join();
        Histogram all = new Histogram(3);
        lines.forEach(line -> all.add(line.nanos));
        return new Outcome(
                all,
                lines.stream().mapToLong(line -> line.answered).sum(),
                lines.stream().mapToLong(line -> line.failed).sum(),
                lines.stream().mapToLong(line -> line.unsent).sum(),
                Duration.ofNanos(
                        lines.stream().mapToLong(line -> line.last).max().orElse(loop.start + 1) - loop.start));
    }

    /** One connection: it takes the next call that is due, waits until then, and sends it. */
    private final class Line extends Thread {

        private final Histogram nanos = new Histogram(3);
        private long answered;
        private long failed;
        private long unsent;
        private long last = start + 1;
        private Socket socket;
        private AnswerReader answers;

        @Override
        public void run() {
            for (long ticket; (ticket = next.getAndIncrement()) < total; ) {
                long due = start + ticket * gap;
                for (long left; (left = due - System.nanoTime()) > 0; ) LockSupport.parkNanos(left);
                if (System.nanoTime() > end) {
                    unsent++;
                } else {
                    send();
                }
                last = System.nanoTime();
                nanos.recordValue(last - due);
            }
            hangUp();
        }

        private void send() {
            try {
                if (socket == null) {
                    socket = new Socket(call.uri().getHost(), call.uri().getPort());
                    socket.setTcpNoDelay(true);
                    socket.setSoTimeout(30_000);
                    answers = new AnswerReader(socket.getInputStream());
                }
                socket.getOutputStream().write(request);
                if (answers.status() / 100 == 2) {
                    answered++;
                } else {
                    failed++;
                }
            } catch (IOException e) {
                failed++;
                hangUp();
            }
        }

        private void hangUp() {
            try {
                if (socket != null) socket.close();
            } catch (IOException e) {
                // It is gone either way.
            }
            socket = null;
        }
    }
}
