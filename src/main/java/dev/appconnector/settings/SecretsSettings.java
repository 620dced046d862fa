package dev.appconnector.settings;

import java.util.List;

/**
 * Where secrets of connectors may be read from; nothing else is permitted.
 *
 * @param env globs of variables' names
 * @param files globs of paths, from the root
 */
public record SecretsSettings(List<String> env, List<String> files) {
    public SecretsSettings {
        env = List.copyOf(env);
        files = List.copyOf(files);
    }
}
