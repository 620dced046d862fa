package dev.appconnector.testkit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appconnector.testkit.Answer;
import dev.appconnector.testkit.FakeTarget;
import dev.appconnector.testkit.ScriptedResolver;
import dev.appconnector.testkit.TestDialler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs security cases one after another against a running program and says what is wrong. One program is started for
 * each policy that cases name, and kept until {@link #close()}. For one thread.
 *
 * <p>A connector is made for each case and deleted after it, and every target host is one {@link FakeTarget} that goes
 * with the case: connections that a program keeps for a connector must not outlive the connector.
 */
public final class CaseRunner implements AutoCloseable {

    private record Policy(List<String> allow, List<String> deny) {}

    private record Program(Gateway gateway, ApiClient client, Credentials credentials) {}

    private static final List<String> CORS_ORIGINS = List.of("https://page.example.com");

    private final Gateway.Starter starter;
    private final ScriptedResolver resolver = new ScriptedResolver();
    private final TestDialler dialler = new TestDialler();
    private final Map<Policy, Program> programs = new HashMap<>();

    public CaseRunner(Gateway.Starter starter) {
        this.starter = starter;
    }

    /** Runs one case; nothing is wrong when the list is empty. */
    public List<String> failures(SecurityCase theCase) throws Exception {
        Program program = program(theCase);
        resolver.reset();
        dialler.reset();
        try (FakeTarget target = FakeTarget.either()) {
            dialler.leadAll(target);
            return new Performance(theCase, program, target).failures();
        }
    }

    @Override
    public void close() {
        programs.values().forEach(program -> program.gateway().close());
        resolver.close();
        dialler.close();
    }

    private Program program(SecurityCase theCase) throws Exception {
        Policy policy = new Policy(theCase.operatorAllow(), theCase.operatorDeny());
        Program running = programs.get(policy);
        if (running != null) {
            return running;
        }
        Gateway gateway = starter.start(
                new Gateway.Setting(resolver, dialler, policy.allow(), policy.deny(), CORS_ORIGINS, "true"));
        ApiClient client = new ApiClient(gateway.api());
        Program started = new Program(gateway, client, new Credentials(gateway, client));
        programs.put(policy, started);
        return started;
    }

    /** One case on its stage: connectors made, scripts laid out, calls done, everything cleared away. */
    private final class Performance {

        private final SecurityCase theCase;
        private final Program program;
        private final FakeTarget target;
        private final CaseCall call;
        private final ObjectNode definition;
        private final List<String> connectors = new ArrayList<>();

        Performance(SecurityCase theCase, Program program, FakeTarget target) {
            this.theCase = theCase;
            this.program = program;
            this.target = target;
            this.call = new CaseCall(theCase, program.credentials());
            this.definition = ConnectorDefinition.of(theCase);
        }

        List<String> failures() throws Exception {
            program.gateway().takeLogs();
            boolean creates = theCase.action().equals("connector.create");
            try {
                String id = creates ? "" : created(definition);
                program.credentials().key("runner");
                List<String> before = stored();
                layOutScripts();
                try (BackgroundCalls background = BackgroundCalls.of(theCase)) {
                    if (background.count() > 0) {
                        background.start(
                                program.client(), authorized("runner"), created(background.connector()), target);
                    }
                    ApiReply reply = callUpToTheStep(id);
                    return Expectations.failures(theCase, observed(id, reply, before));
                }
            } finally {
                for (String each : connectors) {
                    program.client().send(ApiRequest.without("DELETE", "/api/connectors/" + each, authorized("admin")));
                }
            }
        }

        private ApiReply callUpToTheStep(String id) throws Exception {
            for (int step = 1; step < theCase.step(); step++) {
                mustSucceed(send(id));
                resolver.nextCall();
            }
            ApiReply reply = send(id);
            for (int again = 1; again < theCase.call().path("repeat").asInt(1); again++) {
                reply = send(id);
            }
            if (theCase.call().path("secondConnector").asBoolean()) {
                mustSucceed(reply);
                reply = send(created(ConnectorDefinition.another(theCase, null)));
            }
            return reply;
        }

        private ApiReply send(String id) throws Exception {
            return program.client().send(call.request(definition, id));
        }

        private void layOutScripts() {
            JsonNode auth = theCase.connector().path("auth");
            String domainHost = ConnectorDefinition.host(theCase.connector().path("domain"));
            String tokenHost = ConnectorDefinition.host(auth.path("tokenUrl"));
            JsonNode said = theCase.target();
            boolean ofTokenHost = TargetScript.isOfTokenHost(said);
            if (!said.isMissingNode()) {
                target.onHost(ofTokenHost ? tokenHost : domainHost, TargetScript.behaviour(said));
            }
            if (!tokenHost.isEmpty() && !ofTokenHost) {
                JsonNode token = theCase.tokenResponse();
                target.onHost(
                        tokenHost, token.isMissingNode() ? TargetScript.accessToken() : TargetScript.behaviour(token));
            }
            boolean ofToken = theCase.member("resolves").asText().equals("tokenUrl");
            scriptResolver(ofToken ? tokenHost : domainHost);
        }

        private void scriptResolver(String host) {
            List<ScriptedResolver.Script> scripts = new ArrayList<>();
            for (JsonNode step : theCase.resolver()) {
                scripts.add(ResolverScript.of(step));
                if (step.path("closeAfter").asBoolean()) {
                    target.next(Answer.ok().close());
                }
            }
            if (!scripts.isEmpty()) {
                resolver.host(host, scripts.toArray(ScriptedResolver.Script[]::new));
            }
        }

        private Observed observed(String id, ApiReply reply, List<String> before) throws IOException {
            List<String> added = stored();
            added.removeAll(before);
            added.removeAll(connectors);
            connectors.addAll(added);
            String subject = id.isEmpty() && !added.isEmpty() ? added.get(0) : id;
            JsonNode connector = subject.isEmpty()
                    ? MissingNode.getInstance()
                    : program.client()
                            .send(ApiRequest.without("GET", "/api/connectors/" + subject, authorized("admin")))
                            .json();
            return new Observed(
                    reply,
                    target.requests(),
                    dialler.dialled(),
                    target.connections(),
                    program.gateway().takeLogs(),
                    !added.isEmpty(),
                    connector,
                    program.credentials()::fill);
        }

        /** The ids of the connectors there are. */
        private List<String> stored() throws IOException {
            List<String> ids = new ArrayList<>();
            String next = null;
            do {
                String page = "/api/connectors?limit=200" + (next == null ? "" : "&after=" + next);
                ApiReply reply = program.client().send(ApiRequest.without("GET", page, authorized("admin")));
                mustSucceed(reply);
                reply.json()
                        .path("items")
                        .forEach(item -> ids.add(item.path("id").textValue()));
                next = reply.json().path("next").textValue();
            } while (next != null);
            return ids;
        }

        private String created(ObjectNode connector) throws IOException {
            Map<String, String> headers = new HashMap<>(authorized("admin"));
            headers.put("Content-Type", "application/json");
            ApiReply reply = program.client()
                    .send(ApiRequest.with("POST", "/api/connectors", headers, SecurityCase.octets(connector)));
            mustSucceed(reply);
            String id = reply.json().path("id").textValue();
            connectors.add(id);
            return id;
        }

        private Map<String, String> authorized(String role) throws IOException {
            return Map.of("Authorization", "Bearer " + program.credentials().key(role));
        }

        private void mustSucceed(ApiReply reply) throws IOException {
            if (!reply.isSuccess()) {
                throw new IOException("What comes before the call of " + theCase.id() + " must succeed: " + reply);
            }
        }
    }
}
