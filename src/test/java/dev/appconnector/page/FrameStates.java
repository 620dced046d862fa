package dev.appconnector.page;

import static dev.appconnector.page.PageState.held;
import static dev.appconnector.page.PageState.state;

import java.util.List;

/** The states of the page around its views: signing in, the navigation, the start. */
final class FrameStates {

    static final List<PageState> ALL = List.of(
            state("sign-in--empty", scene -> scene.nobody().see("h1", "Sign in")),
            state("sign-in--fault", scene -> scene.nobody().press("Sign in").see(".fault", "Enter your key")),
            state("sign-in--again", FrameStates::signInAgain),
            state(
                    "frame--user-menu",
                    scene -> scene.list().press("Signed in as admin.key").see("#user", "Admin")),
            state("frame--menu", FrameStates::menu),
            state("frame--sign-out", FrameStates::signOut),
            state("frame--loading", scene -> held(scene, "*/api/session", "/", ".skeleton")),
            state("frame--failed", FrameStates::failedStart));

    private FrameStates() {}

    private static void failedStart(Scene scene) {
        scene.list();
        scene.page().browser().block("*/api/session");
        scene.page().open("/").see(".notice", "cannot be reached");
    }

    private static void menu(Scene scene) {
        scene.list().browser().size(320, 800);
        scene.page().press("Menu").see("#menu", "Server Activity");
    }

    private static void signOut(Scene scene) {
        scene.activity().press("Signed in as admin.key").press("Sign out").see("dialog", "neither run nor copied");
    }

    private static void signInAgain(Scene scene) {
        scene.addNew().tick("None").type("Connector Name", "Intranet").type("Domain", "https://intranet.example.com");
        scene.endSession();
        scene.page().press("Save").see("#again-title", "Sign in again");
    }
}
