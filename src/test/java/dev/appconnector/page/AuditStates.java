package dev.appconnector.page;

import static dev.appconnector.page.PageState.state;

import dev.appconnector.testkit.Page;
import java.util.List;

/** The states of the audit and its dialogs. */
final class AuditStates {

    static final List<PageState> ALL = List.of(
            state("audit--filled", scene -> scene.list("/audit").see("table", "Connected app")),
            state("audit--none", scene -> scene.list("/audit?actor=nobody").see("h2", "Nothing recorded")),
            state("audit--failed", AuditStates::failed),
            state("audit--between", AuditStates::between),
            state("audit--entry", AuditStates::entry),
            state("audit--gone", scene -> scene.list("/audit?entry=999999").see("dialog", "no such entry")),
            state("audit--intact", AuditStates::intact),
            state("audit--broken", AuditStates::broken),
            state("audit--export", AuditStates::exported));

    private AuditStates() {}

    private static void failed(Scene scene) {
        scene.list().browser().block("*/api/audit*");
        scene.page().open("/audit").see(".notice", "could not be loaded");
    }

    private static void between(Scene scene) {
        scene.list("/audit?period=between&from=2026-01-01T00%3A00").see("table", "Connected app");
    }

    private static void entry(Scene scene) {
        scene.stale();
        scene.page()
                .open("/audit?object=Billing")
                .press("Connected app changed")
                .see("dialog", "/domain");
    }

    private static void intact(Scene scene) {
        scene.list("/audit").see("table", "Connected app");
        scene.page().press("Verify").see(".notice", "Intact");
    }

    private static void broken(Scene scene) {
        Page page = scene.list("/audit");
        String sql = "update audit_entry set object_name = concat(object_name, ?) where sequence ="
                + " (select max(sequence) from audit_entry where object_name is not null)";
        page.app().rows().sql(sql).param("x").update();
        page.press("Verify").see(".notice", "Broken at entry");
        page.app()
                .rows()
                .sql(sql.replace("concat(object_name, ?)", "substring(object_name, 1, length(object_name) - 1)"))
                .update();
    }

    private static void exported(Scene scene) {
        scene.list("/audit").see("table", "Connected app");
        scene.page().press("Export").press("CSV").see("dialog", "saved by your browser");
    }
}
