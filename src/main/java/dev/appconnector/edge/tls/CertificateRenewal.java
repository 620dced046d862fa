package dev.appconnector.edge.tls;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the certificate's files again and again, and has what is new in them shown without a restart. A pair that is
 * wrong changes nothing. Thread-safe; {@link #close()} ends its thread.
 */
public final class CertificateRenewal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateRenewal.class);

    private final CertificateFiles files;
    private final Clock clock;
    private final ScheduledExecutorService reader;
    private volatile OwnCertificate current;
    private String lastFault = "";
    private boolean told;

    /**
     * Reads the certificate that is there.
     *
     * @throws CertificateFault where there is none that can be used
     */
    public CertificateRenewal(CertificateFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
        this.current = files.read();
        this.reader = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "certificate");
            thread.setDaemon(true);
            return thread;
        });
        warnUnlessItHolds();
    }

    /** The one that is shown. */
    public OwnCertificate current() {
        return current;
    }

    /** How long it still holds; negative once it does not. */
    public Duration left() {
        return Duration.between(clock.instant(), current.until());
    }

    /** @param show has every connection that comes from then on see another one; it may block, and throws where it cannot */
    public void start(Duration interval, Consumer<OwnCertificate> show) {
        reader.scheduleWithFixedDelay(
                () -> look(show), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(Consumer<OwnCertificate> show) {
        try {
            OwnCertificate read = files.readAnew(current);
            if (read != current) {
                show.accept(read);
                current = read;
                LOG.info(
                        "The certificate in {} is new, and shown from now on; it holds until {}.",
                        files.certificate(),
                        read.until());
                warnUnlessItHolds();
            }
            lastFault = "";
        } catch (CertificateFault e) {
            tell(e.getMessage());
        } catch (RuntimeException e) {
            tell("the server does not take it (" + e.getClass().getSimpleName() + ").");
        }
    }

    /** Only what is still wrong at the second look: of two files one is written first. */
    private void tell(String fault) {
        if (!fault.equals(lastFault)) {
            lastFault = fault;
            told = false;
        } else if (!told) {
            told = true;
            LOG.warn(
                    "The certificate's files are wrong, and the one from before is shown on, until {}: {}",
                    current.until(),
                    fault);
        }
    }

    private void warnUnlessItHolds() {
        Instant now = clock.instant();
        if (now.isAfter(current.until()) || now.isBefore(current.from())) {
            LOG.warn(
                    "The certificate in {} holds from {} to {}, which is not now: callers refuse it. Put one there that does;"
                            + " it is taken without a restart.",
                    files.certificate(),
                    current.from(),
                    current.until());
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
