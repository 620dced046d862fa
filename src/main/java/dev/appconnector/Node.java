package dev.appconnector;

import com.zaxxer.hikari.HikariDataSource;
import dev.appconnector.access.Authenticator;
import dev.appconnector.access.Caller;
import dev.appconnector.access.CrossOrigin;
import dev.appconnector.access.FailedAttempts;
import dev.appconnector.access.FrontDoor;
import dev.appconnector.access.OpenPaths;
import dev.appconnector.access.Permissions;
import dev.appconnector.access.Presented;
import dev.appconnector.access.RouteAccess;
import dev.appconnector.access.key.ApiKeys;
import dev.appconnector.access.key.KeyText;
import dev.appconnector.access.key.Keys;
import dev.appconnector.access.oidc.OidcCallers;
import dev.appconnector.access.oidc.ScopeNames;
import dev.appconnector.access.session.EndedSessions;
import dev.appconnector.access.session.SessionCookies;
import dev.appconnector.access.session.Sessions;
import dev.appconnector.access.token.BrowserTokens;
import dev.appconnector.access.token.Tokens;
import dev.appconnector.activity.ActivityReader;
import dev.appconnector.activity.saved.ActivityCache;
import dev.appconnector.activity.saved.ActivityNames;
import dev.appconnector.activity.saved.SavedActivities;
import dev.appconnector.added.ServerActivityAction;
import dev.appconnector.audit.Audit;
import dev.appconnector.audit.AuditEntry;
import dev.appconnector.audit.AuditJournal;
import dev.appconnector.audit.AuditTrail;
import dev.appconnector.call.ActiveRun;
import dev.appconnector.call.ActiveRuns;
import dev.appconnector.call.ConnectorCache;
import dev.appconnector.call.EgressGuard;
import dev.appconnector.call.HealthBook;
import dev.appconnector.call.RunAudit;
import dev.appconnector.call.target.AnswerBudget;
import dev.appconnector.call.target.Network;
import dev.appconnector.call.target.OtherCredential;
import dev.appconnector.call.target.TargetClient;
import dev.appconnector.call.target.TargetNetwork;
import dev.appconnector.call.target.TokenClient;
import dev.appconnector.call.token.AccessTokens;
import dev.appconnector.call.token.TokenStore;
import dev.appconnector.connector.Connector;
import dev.appconnector.connector.ConnectorReference;
import dev.appconnector.connector.ConnectorRows;
import dev.appconnector.connector.ConnectorWriter;
import dev.appconnector.connector.Connectors;
import dev.appconnector.connector.expiry.ExpiringCredentials;
import dev.appconnector.connector.expiry.ExpiryHealth;
import dev.appconnector.connector.next.NextCredentials;
import dev.appconnector.connector.next.Promotions;
import dev.appconnector.delivery.Cancellations;
import dev.appconnector.delivery.ClaimedRuns;
import dev.appconnector.delivery.Deliveries;
import dev.appconnector.delivery.DeliveryPlaces;
import dev.appconnector.delivery.DeliveryStore;
import dev.appconnector.delivery.DueDeliveries;
import dev.appconnector.delivery.HandOver;
import dev.appconnector.delivery.HandedOverRuns;
import dev.appconnector.delivery.LostAttempts;
import dev.appconnector.delivery.Nodes;
import dev.appconnector.delivery.Replays;
import dev.appconnector.delivery.RunNotes;
import dev.appconnector.delivery.broker.Broker;
import dev.appconnector.delivery.result.EndedRuns;
import dev.appconnector.delivery.result.ResultSource;
import dev.appconnector.delivery.result.ResultSources;
import dev.appconnector.delivery.result.ShownSource;
import dev.appconnector.edge.BlockingThreads;
import dev.appconnector.edge.Capacity;
import dev.appconnector.egress.address.AddressPolicy;
import dev.appconnector.egress.address.PlainHttp;
import dev.appconnector.hook.HookComponent;
import dev.appconnector.hook.Hooks;
import dev.appconnector.operations.FreePorts;
import dev.appconnector.operations.KeyRing;
import dev.appconnector.operations.StorageHealth;
import dev.appconnector.page.PageFiles;
import dev.appconnector.page.PageServer;
import dev.appconnector.rotation.KeysetRotation;
import dev.appconnector.rotation.Keysets;
import dev.appconnector.rotation.SharedKeyset;
import dev.appconnector.run.Explainer;
import dev.appconnector.run.OldRuns;
import dev.appconnector.run.RunJournal;
import dev.appconnector.run.RunList;
import dev.appconnector.run.Runs;
import dev.appconnector.run.Worker;
import dev.appconnector.run.idempotency.Repetitions;
import dev.appconnector.settings.OidcSettings;
import dev.appconnector.settings.Settings;
import dev.appconnector.storage.Database;
import dev.appconnector.storage.Freshness;
import dev.appconnector.storage.Row;
import dev.appconnector.storage.Statements;
import dev.appconnector.storage.Transactions;
import dev.appconnector.trace.Traces;
import dev.appconnector.transfer.Transfer;
import dev.appconnector.trial.ConnectorTests;
import dev.appconnector.vault.Vault;
import dev.appconnector.vault.source.SecretSources;
import dev.appconnector.vault.source.SourceGlob;
import dev.appconnector.watch.Metrics;
import dev.appconnector.watch.Monitoring;
import dev.appconnector.watch.Queues;
import dev.appconnector.watch.RunCounts;
import dev.appconnector.watch.Series;
import dev.appconnector.watch.Watch;
import dev.appconnector.web.OpenApiDocument;
import dev.appconnector.web.OwnHeaders;
import dev.appconnector.web.Problems;
import dev.appconnector.web.TrustedProxies;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * One running AppConnector: wires the parts, starts them in order, and closes them in the opposite one. It has no logic of
 * its own.
 */
public final class Node implements AutoCloseable {

    static final Capacity CAPACITY = Capacity.ofThisJvm();

    /** As many as there are places: what is handed to them starts at once. */
    private static final int DELIVERY_THREADS = 64;

    /** So many connectors may wait for their token endpoints at once; others wait for one of these. */
    private static final int TOKEN_THREADS = 64;

    /** A look is every 250 ms; a statement of a node that is under way gives up after 15 s, or at once where there is no network. */
    private static final int LOOKS_TO_WAIT = 64;

    private static final int EMBEDDED_LOOKS_TO_WAIT = 4;

    private static final String USER_AGENT = "AppConnector/" + AppConnector.version();

    private static final int HAND_OVER_THREADS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final Settings settings;
    private final Extras extras;
    private RouteRuntime routes;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /**
     * What a demo or a test adds to the program.
     *
     * @param network what is called
     * @param openDirectories what needs no caller, with what is below it; each ends in a slash
     * @param routeFiles more files of {@code routes/}, without their ending
     * @param beans what those routes refer to, by name
     * @param authenticators asked who calls, after those of the program
     * @param reloadsRoutes whether route files of an integrator's that are changed are loaded anew, without a restart
     * @param clock that says what time it is; how long something takes is measured without it
     */
    public record Extras(
            Network network,
            List<String> openDirectories,
            List<String> routeFiles,
            java.util.Map<String, Object> beans,
            List<Authenticator> authenticators,
            boolean reloadsRoutes,
            Clock clock) {

        public static Extras none() {
            return of(Network.ofThisMachine());
        }

        /** Nothing but another network. */
        public static Extras of(Network network) {
            return new Extras(network, List.of(), List.of(), java.util.Map.of(), List.of(), false, Clock.systemUTC());
        }
    }

    private Node(Settings settings, Extras extras) {
        this.settings = settings;
        this.extras = extras;
    }

    /** Starts a node, which serves when this returns. */
    public static Node start(Settings settings, Extras extras) throws Exception {
        Node node = new Node(settings, extras);
        try {
            node.start();
            return node;
        } catch (Exception e) {
            node.close();
            throw e;
        }
    }

    /** What an operator should know of these settings, one line each. */
    private void warn() {
        if (settings.http().isOpenInPlain()) {
            LOG.warn(
                    "AppConnector listens on {} in plain HTTP: keys and answers can be read on the way. Set"
                            + " appconnector.tls.certificate and .key; or put a proxy with TLS in front of it, name it in"
                            + " appconnector.trusted-proxies, and let no one else reach the port.",
                    settings.http().host());
        }
        settings.egress()
                .proxy()
                .ifPresent(proxy -> LOG.warn(
                        "All calls go by the proxy {}, which looks their targets up: that a name leads to a private address is not"
                                + " seen here.",
                        RouteRuntime.hostAndPort(proxy.getHostString(), proxy.getPort())));
    }

    private void start() throws Exception {
        warn();
        FreePorts.require(settings);
        Clock clock = Clock.tick(extras.clock(), Duration.ofMillis(1));
        HikariDataSource database = opened(Database.open(settings.database()));
        Statements statements = new Statements(database);
        KeyRing keyRing = new KeyRing(settings.database(), statements, clock);
        Vault vault = keyRing.openVault();
        vault.readsFrom(secretSources());
        AuditTrail auditTrail = new AuditTrail(statements, vault);
        ApiKeys keys = opened(new ApiKeys(statements, auditTrail::append, clock, Node::keysEnded));
        keyRing.ensureAdmin(keys, settings.adminKey());
        Duration keepBodies = settings.retention().keepBodies();
        Nodes nodes = opened(new Nodes(statements, clock));
        if (settings.database().embedded()) {
            nodes.begin();
        }
        nodes.beat();
        RunCounts counts = new RunCounts(clock);
        Freshness[] freshness = new Freshness[1];
        ResultSources resultSources = new ResultSources(statements, keepBodies, clock);
        EndedRuns endedRuns = new EndedRuns(statements, resultSources, nodes.id(), () -> freshness[0].isFresh(), clock);
        SharedKeyset keyset = new SharedKeyset(statements, vault, nodes.id());
        DeliveryStore deliveryStore = opened(
                new DeliveryStore(statements, nodes.id(), keepBodies, endedRuns::keep, counts, keyset::tryToRefresh));

        AddressPolicy addresses =
                AddressPolicy.of(settings.egress().allow(), settings.egress().deny());
        PlainHttp plainHttp = PlainHttp.of(settings.egress().plainHttp());
        ActivityReader reader = new ActivityReader(
                settings.run().defaultTimeout(), settings.run().maxTimeout());
        EgressGuard guard = new EgressGuard(addresses, plainHttp, USER_AGENT);
        BiConsumer<ActiveRun, String> traced = traces();
        AuditJournal auditJournal = opened(new AuditJournal(auditTrail, clock));
        RunAudit runAudit = new RunAudit(auditJournal, counts, traced, clock);
        RunJournal journal = opened(new RunJournal(statements, clock));
        ConnectorCache cache =
                new ConnectorCache(vault, guard, () -> freshness[0].isFresh(), id -> connector(statements, id));
        ActiveRuns activeRuns = new ActiveRuns(
                CAPACITY.waiting(),
                CAPACITY.waitingForOne(),
                cache,
                new HealthBook(clock),
                counts,
                journal::ended,
                traced);
        Queues queues = new Queues(statements, clock);
        Watch watch = opened(new Watch(counts, queues, statements, activeRuns::underWay, nodes::living, queues::depth));
        Hooks hooks = new Hooks(
                closed(BlockingThreads.upTo(CAPACITY.waiting() + DELIVERY_THREADS, "hook")),
                reference -> isConnector(statements, reference),
                guard::judge,
                journal::ended);
        TargetNetwork network = opened(
                new TargetNetwork(extras.network(), addresses, settings.egress().proxy()));
        AccessTokens accessTokens = new AccessTokens(
                guard,
                vault,
                new TokenStore(statements),
                new TokenClient(network, USER_AGENT),
                closed(BlockingThreads.upTo(TOKEN_THREADS, "token")),
                clock);
        keyset.whenChanged(accessTokens::forget);
        ActivityNames activityNames = new ActivityNames(statements);
        ActivityCache activityCache = new ActivityCache();
        Runnable changed = () -> {
            activityCache.changed();
            cache.changed();
            accessTokens.changed();
            network.closeIdleConnections();
        };
        Promotions promotions = opened(new Promotions(statements, vault, auditTrail::append, changed, clock));
        TargetClient targetClient = new TargetClient(
                network,
                activeRuns,
                accessTokens,
                new OtherCredential(activeRuns, accessTokens, promotions::works, clock),
                AnswerBudget.ofThisJvm(),
                runAudit,
                hooks::after);
        BrowserTokens tokens = new BrowserTokens(vault.derivedKeys(BrowserTokens.PURPOSE), keys::holderOf, clock);
        EndedSessions endedSessions = new EndedSessions(statements, clock);
        SessionCookies sessionCookies =
                new SessionCookies(vault.derivedKeys(SessionCookies.PURPOSE), keys::holderOf, endedSessions, clock);
        ScopeNames scopeNames = new ScopeNames(statements);
        freshness[0] = opened(new Freshness(statements, settings.run().maxStaleness(), () -> {
            keyset.refresh();
            keys.refresh();
            endedSessions.refresh();
            activityNames.refresh();
            resultSources.refresh();
            if (settings.oidc().isPresent()) {
                scopeNames.refresh();
            }
            changed.run();
            watch.changed();
            revoked(statements, List.copyOf(activeRuns.connectors())).forEach(activeRuns::hearOfRevocation);
        }));
        freshness[0].start();

        ExpiringCredentials expiring = new ExpiringCredentials(clock);
        routes = new RouteRuntime(settings, extras, what -> counts.overloaded(what.name()));
        routes.bind("database", database);
        routes.bind("transactions", new Transactions(database));
        routes.bind(
                Metrics.REGISTRY,
                opened(new Metrics(
                                database,
                                new Series(counts, queues, watch::inFlight, routes::certificateLeft, expiring::left)))
                        .registry());
        routes.bind("serverActivityAction", new ServerActivityAction(runAudit::failed));
        routes.bind("ourHeaders", new OwnHeaders());
        routes.bind("openApiDocument", new OpenApiDocument());
        routes.bind("problems", new Problems(ActiveRun::idIn, runAudit::tell));
        ConnectorWriter connectorWriter = new ConnectorWriter(vault, addresses, plainHttp, clock);
        routes.bind("nextCredentials", new NextCredentials(connectorWriter, vault, changed, clock));
        routes.bind("promotions", promotions);
        Connectors connectors = new Connectors(
                connectorWriter, activeRuns, activityNames::of, keys::naming, changed, keepBodies, clock);
        routes.bind("connectors", connectors);
        Runnable activitiesChanged = () -> {
            activityCache.changed();
            activityNames.refresh();
            keys.refresh();
        };
        SavedActivities savedActivities =
                new SavedActivities(settings.run().maxTimeout(), keys::namingActivity, activitiesChanged, clock);
        routes.bind("savedActivities", savedActivities);
        routes.bind("activityCache", activityCache);
        routes.bind("apiKeys", keys);
        routes.bind("keys", new Keys(keys, clock));
        Audit audit = new Audit(auditTrail, auditJournal, settings.audit().keep(), Node::actor, Node::address, clock);
        routes.bind("audit", audit);
        routes.bind(
                "transfer",
                new Transfer(
                        statements,
                        connectors.portable(),
                        savedActivities.portable(),
                        (exchange, change) -> {
                            change.carriedBy(exchange);
                            audit.append(exchange);
                        },
                        () -> {
                            changed.run();
                            activitiesChanged.run();
                        }));
        KeysetRotation rotation = new KeysetRotation(
                statements,
                vault,
                keyset,
                auditTrail,
                settings.database().embedded() ? EMBEDDED_LOOKS_TO_WAIT : LOOKS_TO_WAIT,
                clock);
        routes.bind("keysetRotation", rotation);
        routes.bind("keysets", new Keysets(statements, keyset, rotation));
        routes.bind("monitoring", new Monitoring(counts, queues, activeRuns::underWay, watch::namesNow, clock));
        routes.bind("tokens", new Tokens(tokens, audit::note));
        routes.bind("sessions", new Sessions(sessionCookies, endedSessions, audit::note, clock));
        routes.bind("connectorCache", cache);
        routes.bind("egressGuard", guard);
        routes.bind("targetClient", targetClient);
        routes.bind("accessTokens", accessTokens);
        routes.bind("worker", new Worker(reader, settings.run().maxRequestBytes()));
        routes.bind("repetitions", new Repetitions(statements, vault, clock));
        routes.bind("explainer", new Explainer(hooks::of));
        routes.bind("hooks", hooks);
        routes.bind(
                "connectorTests",
                new ConnectorTests(
                        cache,
                        accessTokens,
                        runAudit,
                        settings.run().defaultTimeout(),
                        settings.egress().proxy().isPresent()));
        routes.bind(HookComponent.SCHEME, new HookComponent(hooks));
        HandOver handOver = new HandOver(settings.deliveries().broker().isPresent(), deliveryStore, clock);
        settings.deliveries()
                .broker()
                .ifPresent(
                        broker -> routes.bind("jms", opened(new Broker(broker)).component()));
        DeliveryPlaces places = new DeliveryPlaces(DELIVERY_THREADS, clock);
        ClaimedRuns claimed = new ClaimedRuns();
        routes.bind("claimedRuns", claimed);
        routes.bind(
                "deliveries",
                new Deliveries(reader, vault, runAudit, counts, deliveryStore, places, claimed, handOver, clock));
        routes.bind("dueDeliveries", new DueDeliveries(deliveryStore, places, claimed, freshness[0]::isFresh, clock));
        routes.bind("handOver", handOver);
        routes.bind("handedOverRuns", new HandedOverRuns(deliveryStore, places, clock));
        routes.bind("lostAttempts", new LostAttempts(clock));
        routes.bind("nodes", nodes);
        routes.bind("deliveryThreads", threads("delivery", DELIVERY_THREADS));
        routes.bind("handOverThreads", threads("hand-over", HAND_OVER_THREADS));
        routes.bind("runs", new Runs(vault));
        routes.bind("runList", new RunList(statements, activityNames::nameOf));
        RunNotes notes = new RunNotes(audit::note);
        routes.bind("cancellations", new Cancellations(claimed, keepBodies, notes, counts, clock));
        routes.bind("replays", new Replays(reader, vault, keepBodies, notes, clock));
        routes.bind("resultSources", resultSources);
        routes.bind("shownSource", new ShownSource(resultSources));
        routes.bind("endedRuns", endedRuns);
        routes.bind("resultSource", new ResultSource(resultSources, endedRuns, vault, freshness[0]::isFresh, clock));
        routes.bind("oldRuns", new OldRuns(statements, settings.retention().keep(), clock));
        routes.bind("expiringCredentials", expiring);
        routes.bind("expiryHealth", new ExpiryHealth(expiring));
        routes.bind("storageHealth", new StorageHealth(freshness[0]));
        extras.beans().forEach(routes::bind);
        List<Authenticator> authenticators = new ArrayList<>(List.of(keys, tokens, sessionCookies));
        settings.oidc().ifPresent(oidc -> authenticators.add(oidcCallers(oidc, scopeNames, clock)));
        authenticators.addAll(extras.authenticators());
        // Last opened, first closed: what runs end with needs everything else.
        opened(routes).start(frontDoor(authenticators, auditJournal, clock), hooks::loaded);
        watch.start(routes.camelContext());
    }

    /** The keys and data of the program itself are for nobody else. */
    private SecretSources secretSources() {
        List<Path> own = new ArrayList<>(
                List.of(settings.database().data(), settings.database().masterKey(), AppConnector.settingsFile()));
        settings.http().tls().ifPresent(tls -> own.add(tls.key()));
        return new SecretSources(
                settings.secrets().env().stream()
                        .flatMap(glob -> SourceGlob.ofVariables(glob).stream())
                        .toList(),
                settings.secrets().files().stream()
                        .flatMap(glob -> SourceGlob.ofFiles(glob).stream())
                        .toList(),
                own,
                System.getenv());
    }

    /** Without a collector nothing of it is loaded. */
    private BiConsumer<ActiveRun, String> traces() {
        return settings.traces()
                .<BiConsumer<ActiveRun, String>>map(
                        collector -> opened(new Traces(collector, AppConnector.version()))::ended)
                .orElse((run, outcome) -> {});
    }

    private OidcCallers oidcCallers(OidcSettings oidc, ScopeNames names, Clock clock) {
        OidcCallers callers = opened(new OidcCallers(
                oidc, names, extras.network().tls(), settings.egress().proxy(), clock));
        callers.start();
        return callers;
    }

    private static AuditEntry.Actor actor(Exchange exchange) {
        Caller caller = Caller.of(exchange);
        return new AuditEntry.Actor(caller.actor(), caller.name());
    }

    private static String address(Exchange exchange) {
        return Presented.of(exchange).clientAddress();
    }

    private static AuditEntry refused(String address, Clock clock) {
        return AuditEntry.met("authentication.refused", null, address, clock.instant(), null, "refused");
    }

    private FrontDoor frontDoor(List<Authenticator> authenticators, AuditJournal auditJournal, Clock clock) {
        RouteAccess ofAddedRoutes = RouteAccess.of(settings.http().routeAccess());
        PageFiles page = new PageFiles(settings.http().environment());
        Set<String> open = new HashSet<>(page.paths());
        open.add(OpenApiDocument.PATH);
        return new FrontDoor(
                authenticators,
                Permissions.ofTheApi().with(ofAddedRoutes),
                new CrossOrigin(settings.http().corsOrigins(), ofAddedRoutes),
                TrustedProxies.of(settings.http().trustedProxies()),
                new OpenPaths(open, extras.openDirectories(), ofAddedRoutes),
                new PageServer(page)::answer,
                address -> auditJournal.note(refused(address, clock)),
                new FailedAttempts(clock));
    }

    /** Makes a new admin key in the database that the settings name, without starting anything; the only copy is returned. */
    static byte[] newAdminKey(Settings settings) {
        try (HikariDataSource database = Database.open(settings.database())) {
            byte[] key = KeyText.generate();
            newAdminKey(database, key);
            return key;
        }
    }

    /** Makes a new master key in a new file, and has it take the place of the one that the settings name, without starting anything. */
    static void exchangeMasterKey(Settings settings, Path file) {
        try (HikariDataSource database = Database.open(settings.database())) {
            new KeyRing(settings.database(), new Statements(database), Clock.tickMillis(ZoneOffset.UTC))
                    .exchangeMasterKey(file);
        }
    }

    private static void newAdminKey(HikariDataSource database, byte[] key) {
        // What links entries takes the master key, which this start does without.
        try (ApiKeys keys =
                new ApiKeys(new Statements(database), unaudited -> {}, Clock.tickMillis(ZoneOffset.UTC), ended -> {})) {
            keys.addAdmin("--new-admin-key", key);
        }
    }

    /** New runs of these keys are refused from now on; those under way, and those that are queued, go on. */
    private static void keysEnded(Set<UUID> keys) {
        LOG.info("These keys have ended: {}.", keys);
    }

    private static Connector connector(Statements statements, UUID id) {
        return ConnectorRows.fromRow(new Row(statements
                .of("connector/select-connector-again")
                .param("id", id)
                .query()
                .singleRow()));
    }

    /** Where the database does not answer, it is taken to be one. */
    private static boolean isConnector(Statements statements, ConnectorReference reference) {
        try {
            Object counted = statements
                    .of("connector/count-connectors-named")
                    .param("id", reference.id())
                    .param("nameKey", reference.nameKey())
                    .query()
                    .singleRow();
            return Row.of(counted).number("connectors") > 0;
        } catch (DataAccessException e) {
            return true;
        }
    }

    private static List<UUID> revoked(Statements statements, List<UUID> connectors) {
        return connectors.isEmpty()
                ? List.of()
                : statements
                        .of("connector/select-revoked-connectors")
                        .param("ids", connectors)
                        .query(UUID.class)
                        .list();
    }

    private ExecutorService closed(ExecutorService threads) {
        open.push(threads::shutdownNow);
        return threads;
    }

    private ThreadPoolExecutor threads(String name, int count) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(count, count, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        open.push(threads::shutdownNow);
        return threads;
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    /** Where callers reach it. */
    public String address() {
        return routes.address();
    }

    /** The port that callers reach it on; the one set, or the free one that was taken for 0. */
    public int port() {
        return routes.port();
    }

    public CamelContext camelContext() {
        return routes.camelContext();
    }

    /** Stops accepting, lets what runs end for up to 30 s, and closes everything. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("A part did not close: {}", e.getClass().getName());
            }
        }
    }
}
