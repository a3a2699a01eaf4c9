package org.evenkeel.api;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.joining;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One browser or tab: keeps the cookie, the CSRF token and the visit as a page does. */
final class ApiClient {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final Map<String, String> cookies = new TreeMap<>();
    private Optional<String> csrf = Optional.empty();
    private boolean passive;
    private Optional<String> address = Optional.empty();
    private Optional<String> visit = Optional.empty();

    ApiClient(int port) {
        this.port = port;
    }

    /** An answer. */
    record Reply(HttpResponse<String> response) {

        /** Goes on only with this status. */
        Reply is(int status) {
            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
            return this;
        }

        /** Goes on only with this refusal. */
        Reply is(int status, String code) {
            is(status);
            assertThat(code()).isEqualTo(code);
            return this;
        }

        /** Goes on only when this field was refused. */
        void refusesField(String field) {
            is(422, "bad_field");
            assertThat(json().get("error").get("field").asString()).isEqualTo(field);
        }

        int status() {
            return response.statusCode();
        }

        String code() {
            return json().get("error").get("code").asString();
        }

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String text() {
            return response.body();
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }
    }

    /** Its address, as the proxy says. */
    ApiClient from(String network) {
        address = Optional.of(network);
        return this;
    }

    void bearer(String secret) {
        visit = Optional.of(secret);
    }

    void csrf(String token) {
        csrf = Optional.of(token);
    }

    Reply get(String path) {
        return send("GET", path, Optional.empty(), "application/json");
    }

    /** As a page asks by itself. */
    Reply passive(String path) {
        passive = true;
        try {
            return get(path);
        } finally {
            passive = false;
        }
    }

    Reply post(String path, String json) {
        return send("POST", path, Optional.of(json), "application/json");
    }

    Reply post(String path) {
        return send("POST", path, Optional.empty(), "application/json");
    }

    Reply put(String path, String json) {
        return send("PUT", path, Optional.of(json), "application/json");
    }

    Reply csv(String path, String csv) {
        return send("POST", path, Optional.of(csv), "text/csv; charset=utf-8");
    }

    Reply send(String method, String path, Optional<String> body, String type) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(20))
                        .method(
                                method,
                                body.map(HttpRequest.BodyPublishers::ofString)
                                        .orElseGet(HttpRequest.BodyPublishers::noBody));
        body.ifPresent(_ -> request.header("Content-Type", type));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies.entrySet().stream().map(Object::toString).collect(joining("; ")));
        }
        csrf.ifPresent(token -> request.header("x-evenkeel-csrf", token));
        if (passive) {
            request.header("x-evenkeel-passive", "1");
        }
        address.ifPresent(value -> request.header("X-Forwarded-For", value));
        visit.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        try {
            Reply reply = new Reply(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
            remember(reply);
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void remember(Reply reply) {
        for (String set : reply.response().headers().allValues("Set-Cookie")) {
            String[] pair = set.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        if (reply.status() == 200 && reply.text().contains("\"csrf\"")) {
            csrf = Optional.of(reply.json().findValue("csrf").asString());
        }
    }
}
