package dev.appconnector.bench.contender;

import dev.appconnector.bench.load.Call;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** nginx, with one worker: as the target of all, and as a contender. */
public final class Nginx {

    private Nginx() {}

    /** The target: it answers to its credential, and 401 otherwise. A file answers a POST by way of nginx' 405. */
    public static Program target(Workplace workplace, int port, String credential)
            throws IOException, InterruptedException {
        Path files = Files.createDirectories(workplace.directory().resolve("files"));
        for (Size size : Size.values()) Files.writeString(files.resolve(size.fileName()), size.answer());
        Program program = start(
                workplace, "target", """
                server {
                  listen 127.0.0.1:%d;
                  root %s;
                  if ($http_authorization != "Bearer %s") { return 401; }
                  location = %s { return 200 '%s'; }
                  location / { error_page 405 =200 $uri; }
                }
                """.formatted(port, files, credential, Size.SMALL.path(), Size.SMALL.answer()));
        return program.ready(() -> Call.get(Workplace.loopback(port)).statusCode() == 401);
    }

    /** The contender: it adds the credential, and keeps its connections to the target. */
    static Program proxy(Workplace workplace, int port, URI target, String credential) throws IOException {
        return start(workplace, "nginx", """
                upstream target { server %s; keepalive 64; }
                server {
                  listen 127.0.0.1:%d;
                  location / {
                    proxy_pass http://target;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    proxy_set_header Authorization "Bearer %s";
                  }
                }
                """.formatted(target.getAuthority(), port, credential));
    }

    private static Program start(Workplace workplace, String name, String servers) throws IOException {
        Path home = Files.createDirectories(workplace.directory().resolve(name));
        Path file = home.resolve("nginx.conf");
        Files.writeString(file, """
                daemon off;
                worker_processes 1;
                pid nginx.pid;
                error_log stderr;
                events { worker_connections 4096; }
                http {
                  access_log off;
                  default_type application/json;
                  keepalive_requests 100000000;
                  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                  %s
                }
                """.formatted(servers));
        return Program.start(
                List.of("nginx", "-p", home + "/", "-e", "stderr", "-c", file.toString()),
                Map.of(),
                home,
                workplace.log(name));
    }
}
