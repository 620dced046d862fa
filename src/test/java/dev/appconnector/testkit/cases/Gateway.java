package dev.appconnector.testkit.cases;

import dev.appconnector.testkit.ScriptedResolver;
import dev.appconnector.testkit.TestDialler;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;

/**
 * What the cases need of the running program beyond its HTTP API. Whoever starts the program for tests implements it;
 * everything else goes through the API as in contract and OpenAPI document.
 */
public interface Gateway extends AutoCloseable {

    /**
     * What a program is started with.
     *
     * @param resolver answers every look-up that the program makes for a target
     * @param dialler says where each connection to a target really goes; TLS keys are those of {@code TestTls.client()}
     * @param egressAllow {@code appconnector.egress.allow}
     * @param egressDeny {@code appconnector.egress.deny}
     * @param corsOrigins {@code appconnector.cors.origins}
     * @param plainHttp {@code appconnector.egress.plain-http}
     */
    record Setting(
            ScriptedResolver resolver,
            TestDialler dialler,
            List<String> egressAllow,
            List<String> egressDeny,
            List<String> corsOrigins,
            String plainHttp) {

        public Setting {
            egressAllow = List.copyOf(egressAllow);
            egressDeny = List.copyOf(egressDeny);
            corsOrigins = List.copyOf(corsOrigins);
        }
    }

    /** Starts a program; called once for each policy that cases name. */
    @FunctionalInterface
    interface Starter {
        Gateway start(Setting setting) throws Exception;
    }

    /** Where the API listens, plain HTTP. */
    InetSocketAddress api();

    /** A key of role admin. */
    String adminKey();

    /**
     * A browser token with a good signature that is not yet valid: minted as {@code POST /api/tokens} does, but as if
     * that instant were now.
     *
     * @param request the JSON of {@code POST /api/tokens}
     * @param makerKey the key of whom it is minted for
     */
    String tokenMintedAt(Instant when, String request, String makerKey) throws Exception;

    /** Everything that was logged since the last time that this was asked, at its most verbose, with stack traces. */
    String takeLogs();

    @Override
    void close();
}
