package dev.appconnector.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads what the class path must have. */
final class Resources {

    private Resources() {}

    static byte[] read(String place) {
        try (InputStream file = Resources.class.getResourceAsStream(place)) {
            if (file == null) {
                throw new IllegalStateException("The class path lacks " + place + ": build the program anew.");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a list, without empty ones and comments. */
    static List<String> lines(String place) {
        return new String(read(place), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
