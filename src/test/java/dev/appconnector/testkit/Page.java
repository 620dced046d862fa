package dev.appconnector.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;

/** The management page as somebody uses it: by what buttons and fields are called. What is awaited may take 15 s. */
public final class Page {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** By its name or its text, visible, in the dialog on top where one is open. */
    private static final String FIND = """
            const [kinds, name] = arguments;
            const dialogs = [...document.querySelectorAll('dialog[open]')];
            const ground = dialogs.at(-1) ?? document;
            const nameOf = (element) => (element.getAttribute('aria-label') ?? element.innerText ?? '').trim();
            return [...ground.querySelectorAll(kinds)].find((element) =>
              element.checkVisibility({ visibilityProperty: true }) && nameOf(element) === name) ?? null;
            """;

    private static final String FIELD = """
            const dialogs = [...document.querySelectorAll('dialog[open]')];
            const ground = dialogs.at(-1) ?? document;
            const fields = [...ground.querySelectorAll('input, select, textarea')];
            const labels = (field) => [...(field.labels ?? [])].map((label) => {
              const copy = label.cloneNode(true);
              copy.querySelectorAll('.required, input, select').forEach((part) => part.remove());
              return copy.textContent.trim();
            });
            return fields.find((field) => field.checkVisibility() &&
              (field.getAttribute('aria-label') === arguments[0] || labels(field).includes(arguments[0]))) ?? null;
            """;

    private final Browser browser;
    private final RunningAppConnector app;

    Page(Browser browser, RunningAppConnector app) {
        this.browser = browser;
        this.app = app;
    }

    public Browser browser() {
        return browser;
    }

    public RunningAppConnector app() {
        return app;
    }

    /** Opens an address of the page, whoever is signed in. */
    public Page open(String path) {
        browser.driver().get(app.uri(path).toString());
        return this;
    }

    /** Opens an address in the session of the admin, which begins with this. */
    public Page signIn(String path) {
        return signIn(path, app.adminKey());
    }

    /** The same in the session of whoever holds that key. */
    public Page signIn(String path, String key) {
        browser.reset();
        HttpRequest.Builder begin = HttpRequest.newBuilder(app.uri("/api/session"))
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.noBody());
        String cookie = app.send(begin).header("Set-Cookie");
        browser.cookie(app.uri("/").toString(), cookie.substring(0, cookie.indexOf(';')));
        open(path).until("a view", () -> text("h1"), heading -> !heading.isEmpty());
        return this;
    }

    /** Signs in as people do: with the admin's key. */
    public Page signInWithKey() {
        return type("Key", app.adminKey()).press("Sign in");
    }

    /** The button, link or tab of that name, once it is there. */
    public WebElement button(String name) {
        return awaited("a button " + name, () -> find("button, a, summary, [role=tab]", name));
    }

    public boolean hasButton(String name) {
        return find("button, a, summary, [role=tab]", name) != null;
    }

    private WebElement find(String kinds, String name) {
        return (WebElement) browser.run(FIND, kinds, name);
    }

    /** Presses it; one that was drawn anew meanwhile is looked up again. */
    public Page press(String name) {
        until("pressing " + name, () -> isPressed(button(name)), Boolean::booleanValue);
        return this;
    }

    private static boolean isPressed(WebElement button) {
        try {
            button.click();
            return true;
        } catch (StaleElementReferenceException | ElementClickInterceptedException e) {
            return false;
        }
    }

    /** The field of that label, once it is there. */
    public WebElement field(String label) {
        return awaited("a field " + label, () -> (WebElement) browser.run(FIELD, label));
    }

    /** Replaces what stands in a field. */
    public Page type(String label, String text) {
        WebElement field = field(label);
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        field.sendKeys(text);
        return this;
    }

    /** Chooses a file of that name with that content. */
    public Page attach(String label, String name, String content) {
        try {
            Path file = Files.createTempDirectory("page-file-").resolve(name);
            field(label).sendKeys(Files.writeString(file, content).toString());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Chooses a radio or ticks a box. */
    public Page tick(String label) {
        WebElement field = field(label);
        // As a person does before, where the bar of buttons is over it.
        browser.run("arguments[0].scrollIntoView({ block: 'center' })", field);
        field.click();
        return this;
    }

    public Page choose(String label, String choice) {
        WebElement field = field(label);
        browser.run("""
                const [field, choice] = arguments;
                field.value = [...field.options].find((option) => option.textContent.trim() === choice).value;
                field.dispatchEvent(new Event('change', { bubbles: true }));
                """, field, choice);
        return this;
    }

    /** Copies in that format, by the menu of Server Activity; answers what is in the clipboard then. */
    public String copyAs(String format) {
        browser.letClipboardBeUsed();
        press("Copy as").press(format).see(".toasts", "Copied as " + format);
        return browser.clipboard();
    }

    /** Pastes a text where the focus is. */
    public Page paste(String text) {
        browser.run("""
                const data = new DataTransfer();
                data.setData('text/plain', arguments[0]);
                document.activeElement.dispatchEvent(
                  new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
                """, text);
        return this;
    }

    /** Presses keys where the focus is. */
    public Page keys(CharSequence... keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
        return this;
    }

    /** What can be read in the first element that fits; empty where there is none. */
    public String text(String selector) {
        return (String) browser.run(
                "return [...document.querySelectorAll(arguments[0])].find((one) => one.checkVisibility())?.innerText ?? ''",
                selector);
    }

    /** Waits until that can be read in the first element that fits; answers all of its text. */
    public String see(String selector, String part) {
        return Await.until(part + " in " + selector, PATIENCE, () -> text(selector), text -> text.contains(part));
    }

    /** Whether an element that can be seen fits. */
    public boolean shows(String selector) {
        return (Boolean) browser.run(
                "return [...document.querySelectorAll(arguments[0])].some((one) => one.checkVisibility())", selector);
    }

    /** Waits until no element that can be seen fits. */
    public Page seeNo(String selector) {
        until("no " + selector, () -> !shows(selector), Boolean::booleanValue);
        return this;
    }

    public <T> T until(String what, Supplier<T> seen, Predicate<T> wanted) {
        return Await.until(what, PATIENCE, seen, wanted);
    }

    private WebElement awaited(String what, Supplier<WebElement> found) {
        return until(what, found, Objects::nonNull);
    }

    /** What has the focus: its name, label or text. */
    public String focused() {
        return (String) browser.run("""
                const one = document.activeElement;
                return (one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText ?? one.innerText ?? '').trim();
                """);
    }

    /** Path and query, as the address bar shows them. */
    public String address() {
        return (String) browser.run("return location.pathname + location.search");
    }

    /** Calls of the API since the document was loaded, such as {@code POST /worker/runs}. */
    @SuppressWarnings("unchecked")
    public List<String> requests() {
        return (List<String>) browser.run("return recorded.requests");
    }

    /** All that the page holds: its markup, its fields, its storage and its address. */
    public String held() {
        return (String) browser.run("""
                const fields = [...document.querySelectorAll('input, textarea, select')].map((field) => field.value);
                const kept = JSON.stringify([localStorage, sessionStorage, history.state, location.href, document.cookie]);
                return [document.documentElement.outerHTML, ...fields, kept].join('\\n');
                """);
    }

    /** All that the page holds and was told: its markup, its fields, its storage, its address and the answers it got. */
    public String everything() {
        return held() + browser.run("return recorded.answers.join('\\n')");
    }

    /** Fails where the policy stopped anything, or a script of the page failed. Refused calls of the API are no such thing. */
    public void assertCalm() {
        assertEquals(List.of(), browser.run("return recorded.reports"));
        List<String> errors = browser.logged().stream()
                .filter(entry -> entry.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(line -> !line.contains("Failed to load resource"))
                .toList();
        assertEquals(List.of(), errors);
    }
}
