package dev.appconnector.page;

import static dev.appconnector.page.PageState.state;

import dev.appconnector.testkit.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The states of Callers: keys, browser tokens, and their dialogs. */
final class CallersStates {

    private static final String TOKENS = "/callers?show=tokens";

    static final List<PageState> ALL = List.of(
            state("callers--empty", CallersStates::empty),
            state("callers--filled", CallersStates::filled),
            state("callers--failed", CallersStates::failed),
            state("callers--new", CallersStates::newKey),
            state("callers--faults", CallersStates::faults),
            state("callers--made", scene -> made(scene).see("dialog", "You will not see this again")),
            state("callers--not-copied", scene -> made(scene).press("Close").see(".asking", "without a copy")),
            state("callers--revoke-own", CallersStates::revokeOwn),
            state("callers--tokens", CallersStates::tokens),
            state("callers--token-made", CallersStates::tokenMade));

    private CallersStates() {}

    /** Connectors, an activity, and no key but that of the admin. */
    private static Page bare(Scene scene) {
        Page page = scene.list();
        String own = page.app().get("/api/session").json().get("keyId").textValue();
        page.app().get("/api/keys?limit=200").json().get("items").forEach(key -> {
            if (!key.get("id").textValue().equals(own)) {
                page.app().call("DELETE", "/api/keys/" + key.get("id").textValue(), null);
            }
        });
        if (page.app().get("/api/activities").json().get("items").isEmpty()) {
            for (String name : List.of("create-case", "close-case", "export-report")) {
                page.app()
                        .post(
                                "/api/activities",
                                Map.of("name", name, "connector", "Salesforce", "method", "POST", "path", "/cases"));
            }
        }
        return page;
    }

    private static void empty(Scene scene) {
        bare(scene).open("/callers").see(".no-caller", "No caller yet");
    }

    private static void filled(Scene scene) {
        Page page = bare(scene);
        make(page, "crm-web", "runner", List.of("Salesforce", "Zendesk", "Weather"), List.of("create-case"), 3);
        make(page, "Nightly synchronisation of customers, production", "runner", List.of("*"), List.of("*"), 90);
        make(page, "old-portal", "runner", List.of(), List.of("create-case", "close-case"), 1);
        make(page, "Ada Lovelace", "designer", List.of(), List.of(), 0);
        make(page, "compliance", "auditor", List.of(), List.of(), 0);
        page.app()
                .rows()
                .sql("update api_key set expires_at = timestamp '2026-01-31 10:00:00' where name = 'old-portal'")
                .update();
        page.open("/callers").see("table", "crm-web");
        page.press("3 connected apps").see("table", "Zendesk");
    }

    private static void make(
            Page page, String name, String role, List<String> connectors, List<String> activities, int days) {
        Map<String, Object> key =
                new HashMap<>(Map.of("name", name, "role", role, "connectors", connectors, "activities", activities));
        if (days > 0) {
            key.put("expiresAt", Instant.now().plus(days, ChronoUnit.DAYS).toString());
        }
        page.app().post("/api/keys", key);
    }

    private static void failed(Scene scene) {
        scene.list().browser().block("*/api/keys*");
        scene.page().open("/callers").see(".notice", "could not be loaded");
    }

    private static void newKey(Scene scene) {
        bare(scene);
        Page page = scene.page();
        for (int number = 1; number <= 6; number++) {
            page.app()
                    .connector(
                            "Customer relations, region %02d".formatted(number),
                            "https://gateway-%02d.example.com".formatted(number),
                            Scene.SECRET);
        }
        page.open("/callers?key=new").type("Name", "crm-web");
        page.tick("Salesforce").tick("Weather").tick("Until a day").see("dialog", "by your clock");
    }

    private static void faults(Scene scene) {
        bare(scene).open("/callers?key=new").press("Make key").see(".summary", "2 fields");
    }

    private static Page made(Scene scene) {
        Page page = bare(scene).open("/callers?key=new");
        page.type("Name", "crm-web")
                .tick("create-case Salesforce")
                .press("Make key")
                .see("dialog", "crm-web works");
        return page;
    }

    private static void revokeOwn(Scene scene) {
        bare(scene).open("/callers").press("Revoke admin.key").see("dialog", "signs you out");
    }

    private static void tokens(Scene scene) {
        bare(scene).open(TOKENS).type("Lifetime in minutes", "20").press("Make token");
        scene.page().see(".summary", "2 fields");
    }

    private static void tokenMade(Scene scene) {
        bare(scene)
                .open(TOKENS)
                .tick("create-case Salesforce")
                .press("Make token")
                .see("token-made", "It expires in 10 minutes");
    }
}
