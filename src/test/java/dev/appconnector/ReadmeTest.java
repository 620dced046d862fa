package dev.appconnector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.appconnector.demo.Demo;
import dev.appconnector.problem.Problem;
import dev.appconnector.settings.CommandLine;
import dev.appconnector.testkit.AppConnectorProcess;
import dev.appconnector.testkit.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** README.md tells the truth: its walk-through is run by a shell, word for word, and what else it names exists. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("```(sh|text)\n(.*?)```", Pattern.DOTALL);
    private static final String END = "----- the block ends here";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    private static final Pattern MILLIS = Pattern.compile("(Ms\":)\\d+");
    private static final Pattern VERSION = Pattern.compile("(AppConnector/)[\\w.-]+");

    private static final String PROGRAM = "java -jar target/appconnector.jar";
    /** With options of the JVM, which were tried by hand. */
    private static final String TUNED_START =
            "export MALLOC_ARENA_MAX=2|java( -X[A-Za-z0-9:+=.]+)+ -jar target/appconnector.jar( +#.*)?";

    private static final Set<String> MAVEN_WORDS =
            Set.of("mvn", "compile", "camel:run", "verify", "package", "-DskipTests");

    private final String readme;

    /** @param answer what the commands print; empty where README shows nothing */
    private record Step(String commands, String answer) {}

    ReadmeTest() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    @Test
    void the_walk_through_gets_the_answers_that_it_shows(@TempDir Path directory) throws Exception {
        List<Step> steps = steps(section("Walk-through"));
        assertTrue(steps.stream().filter(step -> !step.answer.isEmpty()).count() >= 9, "Blocks are missing.");

        List<Step> real;
        int operationsPort = FreePort.take();
        Map<String, String> settings =
                Map.of("appconnector.port", "0", "appconnector.operations.port", Integer.toString(operationsPort));
        try (AppConnectorProcess demo =
                AppConnectorProcess.startDemo(AppConnectorProcess.withRoutes(directory), settings)) {
            real = run(steps, directory, demo.awaitServing().getPort(), operationsPort);
        }

        List<String> expected = comparable(steps);
        List<String> actual = comparable(real);
        for (int i = 0; i < steps.size(); i++) {
            assertEquals(expected.get(i), actual.get(i), steps.get(i).commands);
        }
    }

    private static List<Step> steps(String text) {
        List<Step> steps = new ArrayList<>();
        for (MatchResult block : BLOCK.matcher(text).results().toList()) {
            String content = block.group(2);
            if (block.group(1).equals("sh")) {
                steps.add(new Step(content, ""));
            } else {
                Step asked = steps.remove(steps.size() - 1);
                assertEquals("", asked.answer, "An answer follows on another: " + content);
                steps.add(new Step(asked.commands, content));
            }
        }
        return steps;
    }

    /** Has one bash carry out all steps, with the demo's ports in place of those that README names. */
    private static List<Step> run(List<Step> steps, Path directory, int port, int operationsPort) throws Exception {
        String script = steps.stream()
                .map(step -> step.commands + "echo '" + END + "'\n")
                .collect(Collectors.joining())
                .replace("127.0.0.1:8080", "127.0.0.1:" + port)
                .replace("127.0.0.1:9876", "127.0.0.1:" + operationsPort);
        Path output = directory.resolve("walk-through.out");
        Path errors = directory.resolve("walk-through.err");
        Path commands = Files.writeString(directory.resolve("walk-through.sh"), script);
        ProcessBuilder builder = new ProcessBuilder("bash", commands.toString())
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("no_proxy", "127.0.0.1");
        Process bash = builder.start();
        bash.getOutputStream().close();
        if (!bash.waitFor(90, TimeUnit.SECONDS)) {
            bash.destroyForcibly();
            fail("The walk-through does not end; so far it said:\n" + Files.readString(output));
        }
        assertEquals("", Files.readString(errors));

        String[] answers = Files.readString(output)
                .replace("127.0.0.1:" + port, "127.0.0.1:8080")
                .split(END + "\n");
        List<Step> real = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            real.add(new Step(steps.get(i).commands, i < answers.length ? answers[i] : ""));
        }
        return real;
    }

    /** The answers without what differs from run to run; ids are numbered, so that the same one stays the same. */
    private static List<String> comparable(List<Step> steps) {
        Map<String, String> ids = new HashMap<>();
        List<String> comparable = new ArrayList<>();
        for (Step step : steps) {
            String answer = ID.matcher(step.answer)
                    .replaceAll(id -> ids.computeIfAbsent(id.group(), known -> "<id " + (ids.size() + 1) + ">"));
            answer = TIME.matcher(answer).replaceAll("<time>");
            answer = MILLIS.matcher(answer).replaceAll("$1<millis>");
            answer = VERSION.matcher(answer).replaceAll("$1<version>");
            comparable.add(answer.strip());
        }
        return comparable;
    }

    @Test
    void the_other_commands_exist() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        assertTrue(pom.contains("<finalName>appconnector</finalName>"));
        assertTrue(pom.contains("<mainClass>" + Demo.class.getName() + "</mainClass>"));

        String others = readme.replace(section("Walk-through"), "");
        Set<String> options = new TreeSet<>();
        steps(others).stream().flatMap(step -> step.commands.lines()).forEach(line -> {
            if (line.startsWith(PROGRAM)) {
                List<String> arguments = Stream.of(
                                line.substring(PROGRAM.length()).split(" "))
                        .filter(word -> !word.isEmpty())
                        .toList();
                CommandLine asked = CommandLine.of(arguments.toArray(String[]::new));
                assertNotEquals(CommandLine.Command.REFUSED, asked.command(), line);
                arguments.stream().limit(1).forEach(options::add);
            } else if (line.startsWith("mvn ")) {
                assertTrue(MAVEN_WORDS.containsAll(List.of(line.split(" "))), line);
            } else {
                assertTrue(
                        line.matches("(export|read -rs) APPCONNECTOR_.*|" + TUNED_START),
                        "Nobody checks this command: " + line);
            }
        });
        assertEquals(Set.of("--exchange-master-key", "--new-admin-key", "--new-master-key"), options);
        options.forEach(option -> assertTrue(CommandLine.USAGE.contains(PROGRAM + " " + option)));
    }

    @Test
    void every_call_has_a_route_and_every_endpoint_is_listed() throws IOException {
        Set<String> listed = found(readme, "(?m)^\\| `([A-Z]+ /[^`]*)` \\|");
        Set<String> routed = new TreeSet<>();
        for (Path file : routeFiles()) {
            Pattern.compile("uri: platform-http:(\\S+)\\s+parameters: \\{ httpMethodRestrict: (\\w+)")
                    .matcher(Files.readString(file))
                    .results()
                    .map(route -> route.group(2) + " " + route.group(1))
                    .filter(route -> !route.contains(" /demo/"))
                    .forEach(routed::add);
        }

        assertFalse(routed.isEmpty());
        assertEquals(routed, listed);
    }

    @Test
    void every_route_file_is_listed() throws IOException {
        Set<String> present = routeFiles().stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(present, found(readme, "(?m)^\\| \\[([\\w.-]+)\\]\\(routes/\\1\\) \\|"));
    }

    @Test
    void every_problem_exists_and_has_the_status_that_is_shown() {
        Map<String, Integer> real =
                Stream.of(Problem.Type.values()).collect(Collectors.toMap(Problem.Type::slug, Problem.Type::status));
        Map<String, Integer> shown = new HashMap<>();
        Pattern.compile("(?m)^\\| (\\d{3}) \\| (.*) \\|$")
                .matcher(section("Calling it"))
                .results()
                .forEach(row -> found(row.group(2), "`([^`]+)`")
                        .forEach(name -> shown.put(name, Integer.valueOf(row.group(1)))));

        assertTrue(shown.size() > 20, shown.toString());
        shown.forEach((name, status) -> assertEquals(status, real.get(name), name));
    }

    @Test
    void every_link_leads_somewhere() {
        Set<String> headings = found(readme, "(?m)^#+ (.*)$").stream()
                .map(heading -> "#"
                        + heading.toLowerCase(Locale.ROOT)
                                .replaceAll("[^a-z -]", "")
                                .replace(' ', '-'))
                .collect(Collectors.toSet());

        Set<String> links = found(readme, "\\]\\(([^)]+)\\)");

        assertFalse(links.isEmpty());
        links.forEach(
                link -> assertTrue(link.startsWith("#") ? headings.contains(link) : Files.exists(Path.of(link)), link));
    }

    @Test
    void the_picture_has_a_title_and_a_description() throws Exception {
        Document picture = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("docs", "road-of-a-call.svg").toFile());

        assertEquals("img", picture.getDocumentElement().getAttribute("role"));
        assertEquals("title description", picture.getDocumentElement().getAttribute("aria-labelledby"));
        assertEquals(1, picture.getElementsByTagName("title").getLength());
        assertEquals(1, picture.getElementsByTagName("desc").getLength());
    }

    private String section(String heading) {
        int start = readme.indexOf("\n## " + heading + "\n");
        assertTrue(start >= 0, "There is no section " + heading);
        int end = readme.indexOf("\n## ", start + 1);
        return readme.substring(start, end < 0 ? readme.length() : end);
    }

    private static Set<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> routeFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml")).toList();
        }
    }
}
