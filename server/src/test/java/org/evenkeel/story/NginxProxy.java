package org.evenkeel.story;

import org.evenkeel.children.GuardedChild;
import org.evenkeel.children.TestFolder;
import org.evenkeel.live.Await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A real nginx before some servers, as a clinic with several nodes has it: each request that a node does not take goes
 * to the next one. It counts no failures ({@code max_fails=0}): a node that came back would be asked once in a while
 * only, until a request ends well there, and a WebSocket does not end.
 */
final class NginxProxy implements AutoCloseable {

    private static final String CONFIGURATION =
            """
            daemon off;
            worker_processes 1;
            pid %1$s/nginx.pid;
            error_log %1$s/error.log warn;
            events { worker_connections 256; }
            http {
              access_log off;
              client_body_temp_path %1$s/body;
              proxy_temp_path %1$s/proxy;
              fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi;
              scgi_temp_path %1$s/scgi;
              map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
              upstream nodes {
            %2$s
              }
              server {
                listen 127.0.0.1:%3$d;
                location / {
                  proxy_pass http://nodes;
                  proxy_http_version 1.1;
                  proxy_set_header Host $http_host;
                  proxy_set_header Upgrade $http_upgrade;
                  proxy_set_header Connection $connection_upgrade;
                  proxy_next_upstream error timeout http_502 http_503 non_idempotent;
                  proxy_connect_timeout 2s;
                  proxy_read_timeout 1h;
                }
              }
            }
            """;

    private final Path folder;
    private final int port;
    private final GuardedChild child;

    private NginxProxy(Path folder, int port, GuardedChild child) {
        this.folder = folder;
        this.port = port;
        this.child = child;
    }

    /**
     * Starts one; returns when it listens.
     *
     * @param nodes ports of the servers behind it
     */
    static NginxProxy before(int... nodes) {
        try {
            var folder = TestServer.freshFolder();
            int port = ServerProcess.freePort();
            var upstream =
                    Arrays.stream(nodes)
                            .mapToObj(node -> "    server 127.0.0.1:" + node + " max_fails=0;")
                            .collect(Collectors.joining("\n"));
            var configuration = folder.resolve("nginx.conf");
            Files.writeString(configuration, CONFIGURATION.formatted(folder, upstream, port));
            var command = List.of("nginx", "-p", folder.toString(), "-c", configuration.toString());
            var child = GuardedChild.start(folder, folder.resolve("log"), "QUIT", command);
            var proxy = new NginxProxy(folder, port, child);
            Await.until("nginx listens", proxy::listens);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean listens() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        child.stop("TERM");
        TestFolder.delete(folder);
    }
}
