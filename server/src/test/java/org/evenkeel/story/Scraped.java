package org.evenkeel.story;

import org.evenkeel.live.Await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * What a server's monitoring reads at one moment.
 *
 * @param text as it came
 * @param values by the whole name of a series, labels included
 */
record Scraped(String text, Map<String, Double> values) {

    static Scraped of(TestServer server) {
        var reply = get(server.http(), server.server().metricsPort().orElseThrow(), "/metrics");
        var values = new TreeMap<String, Double>();
        reply.body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(
                        line -> {
                            int space = line.lastIndexOf(' ');
                            values.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
                        });
        return new Scraped(reply.body(), Map.copyOf(values));
    }

    static HttpResponse<String> get(HttpClient http, int port, String path) {
        return send(http, HttpRequest.newBuilder(at(port, path)).build());
    }

    static URI at(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    static HttpResponse<String> send(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    double value(String series) {
        var value = values.get(series);
        if (value == null) {
            throw new AssertionError("no series " + series + " in\n" + text);
        }
        return value;
    }

    /** Looks again and again until it holds; fails after this time. */
    static Scraped await(TestServer server, String what, Duration longest, Predicate<Scraped> holds) {
        var last = new AtomicReference<>(of(server));
        Await.until(
                what,
                longest,
                () -> {
                    last.set(of(server));
                    return holds.test(last.get());
                });
        return last.get();
    }
}
