package dev.appconnector.added;

import dev.appconnector.access.RouteAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.FileWatcherResourceReloadStrategy;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.ResourceReloadStrategySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The route files below a folder that are not ours: loaded after ours, file by file. One that does not compile, or takes an id
 * or a path that is taken, is left out whole and named. Thread-safe.
 */
public final class AddedRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(AddedRoutes.class);

    public static final String ENDING = ".camel.yaml";

    /** What integrators copy from, loaded by nobody. */
    private static final String EXAMPLES = "examples";

    /** The kamelet that tells of ended runs, whatever name its use was given, and its parameters. */
    private static final Pattern SOURCE =
            Pattern.compile("(kamelet:server-activity-result-source)(?:/[^?]*)?((?:\\?.*)?)", Pattern.DOTALL);

    private final Path folder;
    private final Set<Path> ours;
    private final Map<Path, Loaded> loaded = new TreeMap<>();
    private final Map<Path, byte[]> seen = new HashMap<>();
    private final Map<Path, String> faults = new TreeMap<>();

    /**
     * A file as it serves.
     *
     * @param ids of its routes
     * @param content as it was read
     */
    private record Loaded(Set<String> ids, byte[] content) {}

    /**
     * @param folder where they are, perhaps beside ours
     * @param ours our files
     */
    public AddedRoutes(Path folder, Collection<Path> ours) {
        this.folder = folder;
        this.ours = ours.stream().map(AddedRoutes::whole).collect(Collectors.toUnmodifiableSet());
    }

    /** Loads all of them; our own routes must have been started. */
    public synchronized void load(CamelContext camel) {
        for (Path file : files()) {
            load(camel, file);
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(this::isAdded).sorted().toList();
        } catch (IOException e) {
            LOG.error("The folder {} cannot be read: no routes are added. {}", folder, e.toString());
            return List.of();
        }
    }

    private boolean isAdded(Path file) {
        return file.toString().endsWith(ENDING)
                && !ours.contains(whole(file))
                && !file.startsWith(folder.resolve(EXAMPLES))
                && !isHidden(folder.relativize(file));
    }

    /** Kubernetes mounts files as links into a folder whose name begins with a dot: they would be there twice. */
    private static boolean isHidden(Path below) {
        return StreamSupport.stream(below.spliterator(), false)
                .anyMatch(name -> name.toString().startsWith("."));
    }

    /** Of whatever spelling. */
    private static Path whole(Path file) {
        return file.toAbsolutePath().normalize();
    }

    /** Loads files anew that are changed or come, and takes away the routes of those that go, while the others go on. */
    public ResourceReloadStrategySupport reloader() {
        FileWatcherResourceReloadStrategy watcher = new FileWatcherResourceReloadStrategy(folder.toString(), true);
        watcher.setFileFilter(file -> isAdded(file.toPath()));
        watcher.setResourceReload((name, changed) -> reload(watcher.getCamelContext(), Path.of(name)));
        return watcher;
    }

    private synchronized void reload(CamelContext camel, Path file) {
        if (isAsSeen(file)) {
            return;
        }
        Loaded before = loaded.remove(file);
        faults.remove(file);
        seen.remove(file);
        if (before != null) {
            remove(camel, before.ids);
        }
        if (Files.exists(file)) {
            load(camel, file);
            if (before != null && faults.containsKey(file)) {
                String fault = faults.get(file);
                load(camel, file, before.content);
                faults.put(file, fault + " What it said before serves on.");
            }
        } else if (before != null) {
            LOG.info("Took away the routes of {}: {}.", file, String.join(", ", before.ids));
        }
        // What was in the way of others may have gone.
        List.copyOf(faults.keySet()).stream()
                .filter(other -> !loaded.containsKey(other) && !other.equals(file))
                .forEach(other -> load(camel, other));
    }

    /** One change is often told of twice, and each time its routes are away for an instant. */
    private boolean isAsSeen(Path file) {
        try {
            return Files.exists(file) && Arrays.equals(Files.readAllBytes(file), seen.get(file));
        } catch (IOException e) {
            return false;
        }
    }

    private void load(CamelContext camel, Path file) {
        try {
            seen.put(file, Files.readAllBytes(file));
            load(camel, file, seen.get(file));
        } catch (IOException e) {
            leftOut(file, e);
        }
    }

    private void load(CamelContext camel, Path file, byte[] content) {
        Set<String> before = ids(camel);
        try {
            requireContent(content);
            Resource resource = ResourceHelper.fromBytes(file.toString(), content);
            for (RoutesBuilder builder : PluginHelper.getRoutesLoader(camel).findRoutesBuilders(resource)) {
                prepare(camel, (RouteBuilder) builder, before);
                camel.addRoutes(builder);
            }
            Set<String> added = ids(camel);
            added.removeAll(before);
            requireNotOurs(camel, added);
            loaded.put(file, new Loaded(added, content));
            faults.remove(file);
            LOG.info("Added the routes of {}: {}.", file, String.join(", ", added));
        } catch (Exception | LinkageError e) {
            Set<String> partly = ids(camel);
            partly.removeAll(before);
            remove(camel, partly);
            leftOut(file, e);
        }
    }

    private void leftOut(Path file, Throwable why) {
        String fault = LoadFault.of(why);
        faults.put(file, fault);
        LOG.error("The routes of {} are left out, and all else goes on: {}", file, fault);
    }

    /** Whoever writes a file empties it first, and may be seen in the middle: that is no wish to take its routes away. */
    private static void requireContent(byte[] content) {
        if (new String(content, StandardCharsets.UTF_8).isBlank()) {
            throw new IllegalArgumentException("it is empty: delete it, or write routes into it.");
        }
    }

    private static void prepare(CamelContext camel, RouteBuilder builder, Set<String> taken) throws Exception {
        for (RouteDefinition route : builder.configureRoutes(camel).getRoutes()) {
            requireFree(route, taken);
            nameSource(route);
        }
    }

    /** Two that say the same would be one endpoint, of which Camel lets one route begin. */
    private static void nameSource(RouteDefinition route) {
        Matcher source = SOURCE.matcher(route.getInput().getUri());
        if (source.matches()) {
            if (route.getRouteId() == null) {
                throw new IllegalArgumentException(
                        "a route with the kamelet server-activity-result-source needs an id: runs that have ended are kept for it by that.");
            }
            String name = route.getRouteId().replaceAll("[^A-Za-z0-9-]", "_") + "-source";
            route.getInput().setUri(source.group(1) + "/" + name + source.group(2));
        }
    }

    /** Camel would replace the route that has the id. */
    private static void requireFree(RouteDefinition route, Set<String> taken) {
        if (taken.contains(route.getRouteId())) {
            throw new IllegalArgumentException(
                    "the route id " + route.getRouteId() + " is taken: give the route another one.");
        }
    }

    private static void requireNotOurs(CamelContext camel, Set<String> added) {
        for (String id : added) {
            Route route = camel.getRoute(id);
            if (route != null && route.getEndpoint() instanceof PlatformHttpEndpoint endpoint && isOurs(endpoint)) {
                throw new IllegalArgumentException("the path " + endpoint.getPath() + " of the route " + id
                        + " is, or could match, AppConnector's own: begin it with a word that is not api or worker.");
            }
        }
    }

    /** Also where it could match one of ours. */
    private static boolean isOurs(PlatformHttpEndpoint endpoint) {
        return RouteAccess.isOurs(endpoint.getPath())
                || endpoint.getPath().equals("/") && endpoint.isMatchOnUriPrefix();
    }

    /** Those that run, and those that were defined and did not start. */
    private static Set<String> ids(CamelContext camel) {
        Set<String> ids = new LinkedHashSet<>();
        camel.getRoutes().forEach(route -> ids.add(route.getId()));
        model(camel).getRouteDefinitions().forEach(route -> ids.add(route.getRouteId()));
        return ids;
    }

    private static Model model(CamelContext camel) {
        return camel.getCamelContextExtension().getContextPlugin(Model.class);
    }

    private static void remove(CamelContext camel, Set<String> ids) {
        // Those that call kamelets before these, or they would wait for them.
        List<String> ordered = new ArrayList<>(ids);
        ordered.sort(Comparator.comparing(id -> isOfKamelet(camel.getRoute(id))));
        for (String id : ordered) {
            try {
                if (camel.getRoute(id) != null) {
                    camel.getRouteController().stopRoute(id);
                    camel.removeRoute(id);
                }
                RouteDefinition left = model(camel).getRouteDefinition(id);
                if (left != null) {
                    model(camel).removeRouteDefinition(left);
                }
                removeKamelets(camel, id);
            } catch (Exception e) {
                LOG.warn("The route {} could not be taken away: {}", id, e.toString());
            }
        }
    }

    private static boolean isOfKamelet(Route route) {
        return route != null && route.getEndpoint() instanceof KameletEndpoint;
    }

    /** A kamelet's route is made with its endpoint: one that stayed would never get another. */
    private static void removeKamelets(CamelContext camel, String id) throws Exception {
        for (Endpoint endpoint : List.copyOf(camel.getEndpoints())) {
            if (endpoint instanceof KameletEndpoint kamelet && id.equals(kamelet.getRouteId())) {
                camel.removeEndpoint(endpoint);
            }
        }
    }

    /** What was left out, and why, by file. */
    synchronized Map<String, String> faults() {
        Map<String, String> shown = new TreeMap<>();
        faults.forEach((file, fault) -> shown.put(file.toString(), fault));
        return shown;
    }
}
