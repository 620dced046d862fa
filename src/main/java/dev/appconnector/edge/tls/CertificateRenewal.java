package dev.appconnector.edge.tls;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private final ShownCertificate shown;
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
        this.shown = new ShownCertificate(current);
        this.reader = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "certificate");
            thread.setDaemon(true);
            return thread;
        });
        warnUnlessItHolds();
    }

    /** What a server is to ask. */
    public ShownCertificate shown() {
        return shown;
    }

    /** How long it still holds; negative once it does not. */
    public Duration left() {
        return Duration.between(clock.instant(), current.until());
    }

    /** Looks from now on, after each such time. */
    public void start(Duration interval) {
        reader.scheduleWithFixedDelay(this::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            OwnCertificate read = files.readAnew(current);
            if (read != current) {
                shown.show(read);
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
            // Whatever it is, the next look must come.
            tell("it cannot be taken (" + e.getClass().getSimpleName() + ").");
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
