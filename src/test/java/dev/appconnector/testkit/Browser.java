package dev.appconnector.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A real Chromium without a window: one for all tests of this JVM, at whose end it ends. For one thread.
 */
public final class Browser {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    /** Remembers in each document what the policy stopped, what was sent and what came back. */
    private static final String RECORDER = """
            window.recorded = { reports: [], requests: [], answers: [] };
            addEventListener('securitypolicyviolation', (event) =>
              recorded.reports.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample));
            const send = window.fetch;
            window.fetch = async (path, options) => {
              recorded.requests.push((options?.method ?? 'GET') + ' ' + path);
              const answer = await send(path, options);
              answer.clone().text().then((text) => recorded.answers.push(text), () => {});
              return answer;
            };
            """;

    private static Browser only;

    private final ChromeDriver driver;
    private final Path profile;

    private Browser() {
        try {
            profile = Files.createTempDirectory("appconnector-browser-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en-GB",
                "--no-proxy-server",
                // One page at a time, which nobody looks at: what makes many of them smooth takes a third of the
                // browser's CPU.
                "--disable-threaded-animation",
                "--disable-threaded-scrolling",
                "--disable-lcd-text",
                "--num-raster-threads=1",
                "--disable-site-isolation-trials",
                "--disable-features=BackForwardCache,ProactivelySwapBrowsingInstance,PaintHolding,IsolateOrigins,site-per-process,"
                        + "SpareRendererForSitePerProcess,OptimizationHints,MediaRouter,Translate",
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .usingAnyFreePort()
                        .withLogFile(new File("/dev/null"))
                        .build(),
                options);
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", RECORDER));
    }

    /** Whether this machine has one. */
    static boolean isInstalled() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    /** The one of this JVM. */
    static synchronized Browser running() {
        if (only == null) {
            only = new Browser();
            Runtime.getRuntime().addShutdownHook(new Thread(only::end));
        }
        return only;
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** Forgets cookies; the window is 1280 px wide again, and light, the network as it should be, and no file is kept. */
    public void reset() {
        driver.executeCdpCommand("Browser.setDownloadBehavior", Map.of("behavior", "deny"));
        offline(false);
        block();
        letGo();
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        size(1280, 900);
        scheme("light");
        logged();
    }

    /** @param cookie name and value, as {@code name=value}; scripts do not see it */
    public void cookie(String url, String cookie) {
        String[] parts = cookie.split("=", 2);
        driver.executeCdpCommand(
                "Network.setCookie",
                Map.of("url", url, "name", parts[0], "value", parts[1], "httpOnly", true, "sameSite", "Strict"));
    }

    /** Reloads the page; says whether Chromium was to ask its reader first. The driver says yes to that. */
    public boolean asksBeforeReloading() {
        run("addEventListener('beforeunload', (event) => sessionStorage.setItem('asked', event.defaultPrevented))");
        driver.navigate().refresh();
        String asked = (String) run("return sessionStorage.getItem('asked')");
        run("sessionStorage.removeItem('asked')");
        return Boolean.parseBoolean(Objects.requireNonNull(asked, "The page was not left."));
    }

    /** How large the window is, in CSS pixels. */
    public void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** @param scheme light or dark, as the system would want it; movement is reduced */
    public void scheme(String scheme) {
        media(Map.of("prefers-color-scheme", scheme, "prefers-reduced-motion", "reduce"));
    }

    /** What the system would want, by the names of the media features, such as {@code forced-colors}. */
    public void media(Map<String, String> features) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        features.entrySet().stream()
                                .map(feature -> Map.of("name", feature.getKey(), "value", feature.getValue()))
                                .toList()));
    }

    /** Requests whose URL fits get no answer until {@link #letGo}, as of a server that is slow; {@code *} stands for anything. */
    public void hold(String url) {
        driver.executeCdpCommand("Fetch.enable", Map.of("patterns", List.of(Map.of("urlPattern", url))));
    }

    /** What was held goes on its way. */
    public void letGo() {
        driver.executeCdpCommand("Fetch.disable", Map.of());
    }

    /** Requests whose URL fits fail; without any, none does. */
    public void block(String... urls) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(urls)));
    }

    /** Files that the page has it save come into this directory, until it is {@link #reset}. */
    public void keepFilesIn(Path directory) {
        driver.executeCdpCommand(
                "Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", directory.toString()));
    }

    /** What is in the clipboard, once it may be used. */
    public String clipboard() {
        return (String) driver.executeAsyncScript("navigator.clipboard.readText().then(arguments[0])");
    }

    /** As somebody does who is asked whether the page may. */
    public void letClipboardBeUsed() {
        driver.executeCdpCommand(
                "Browser.grantPermissions",
                Map.of("permissions", new String[] {"clipboardReadWrite", "clipboardSanitizedWrite"}));
    }

    /** @param offline whether the network is gone */
    public void offline(boolean offline) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What the console said since it was last asked. */
    public List<LogEntry> logged() {
        return driver.manage().logs().get(LogType.BROWSER).getAll();
    }

    /**
     * What axe-core finds wrong with what is shown; a line for each. By their tags all rules of WCAG 2.2 AA apply, also those
     * that axe-core leaves out unless asked, and its advice on good practice.
     */
    @SuppressWarnings("unchecked")
    public List<String> accessibilityFaults() {
        if (!Boolean.TRUE.equals(run("return 'axe' in window"))) {
            run(axe());
        }
        return (List<String>) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
                axe.run(document, { runOnly: tags, resultTypes: ['violations'] }).then((found) => done(found.violations.flatMap((rule) =>
                  rule.nodes.map((node) => rule.id + ': ' + node.html.slice(0, 200) + ' ' + node.failureSummary))));
                """);
    }

    private static String axe() {
        try (var script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] screenshot() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    private void end() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // What is left of it lies with the system's other temporary files.
        }
    }
}
