package dev.appconnector.bench.contender;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All who take part in the same rounds, running side by side: who is not called does nothing. */
public final class Contenders implements AutoCloseable {

    public static final String TARGET = "the target alone";
    public static final String NGINX = "nginx";
    public static final String GATEWAY = "Spring Cloud Gateway";
    public static final String BARE_CAMEL = "Camel, bare";
    public static final String NAIVE_CAMEL = "Camel, naive";
    public static final String APPCONNECTOR = "AppConnector";
    public static final String WITH_KEY = APPCONNECTOR + ", key";
    public static final String WITH_TOKEN = APPCONNECTOR + ", token";

    /** Told of each start: who, how long it took, and the memory it then held in MB. */
    @FunctionalInterface
    public interface StartUps {
        void add(String contender, int round, Duration untilReady, double residentMb) throws IOException;
    }

    /** Starts a contender once. */
    @FunctionalInterface
    private interface Start {
        Program start() throws IOException, InterruptedException;
    }

    private final Workplace workplace;
    private final URI target;
    private final String credential;
    private final int starts;
    private final StartUps startUps;
    private final List<Program> programs = new ArrayList<>();
    private final List<Contender> all = new ArrayList<>();

    /** @param starts of each, of which the last stays */
    public Contenders(Workplace workplace, Program target, int port, String credential, int starts, StartUps startUps) {
        this.workplace = workplace;
        this.target = Workplace.loopback(port);
        this.credential = credential;
        this.starts = starts;
        this.startUps = startUps;
        all.add(new Contender(
                TARGET,
                target,
                size -> Contender.call(this.target, size, Map.of("Authorization", "Bearer " + credential))));
    }

    /** Starts them, one after the other. */
    public List<Contender> start() throws IOException, InterruptedException {
        int nginx = Workplace.freePort();
        passthrough(NGINX, nginx, () -> Nginx.proxy(workplace, nginx, target, credential));
        int gateway = Workplace.freePort();
        passthrough(GATEWAY, gateway, () -> java("gateway", "dev.appconnector.bench.gateway.Gateway", gateway));
        int bare = Workplace.freePort();
        passthrough(BARE_CAMEL, bare, () -> java("camel", "dev.appconnector.bench.camel.BareCamel", bare));
        int naive = Workplace.freePort();
        passthrough(NAIVE_CAMEL, naive, () -> java("camel", "dev.appconnector.bench.camel.NaiveCamel", naive));
        AppConnectorNode node = null;
        for (int round = 1; round <= starts; round++) {
            if (node != null) node.close();
            node = AppConnectorNode.embedded(workplace);
            startUps.add(
                    APPCONNECTOR,
                    round,
                    node.program().untilReady(),
                    node.program().residentMb());
        }
        programs.add(node.program());
        node.set(target, target, credential);
        all.add(node.withKey());
        all.add(node.withToken());
        return List.copyOf(all);
    }

    private Program java(String module, String mainClass, int port) throws IOException {
        return workplace.java(
                mainClass,
                List.of("-cp", workplace.classPath(module), mainClass, Integer.toString(port), target.toString()),
                Map.of(
                        "BENCH_PORT", Integer.toString(port),
                        "BENCH_TARGET", target.toString(),
                        "BENCH_CREDENTIAL", credential),
                workplace.directory());
    }

    private void passthrough(String name, int port, Start start) throws IOException, InterruptedException {
        Program program = null;
        for (int round = 1; round <= starts; round++) {
            if (program != null) program.close();
            program = start.start();
            Contender contender = Contender.passthrough(name, program, Workplace.loopback(port));
            program.ready(() -> contender.call(Size.SMALL).once().statusCode() == 200);
            startUps.add(name, round, program.untilReady(), program.residentMb());
        }
        programs.add(program);
        all.add(Contender.passthrough(name, program, Workplace.loopback(port)));
    }

    @Override
    public void close() {
        programs.forEach(Program::close);
    }
}
