package org.evenkeel.story;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * One person's way from a secret to a socket ticket, over HTTP: a participant by his personal link, a member of staff
 * by a one-use entry link and then his cookie. Any node will do for each step.
 */
public final class Door {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final HttpClient http;
    private final String session;
    private final boolean staff;
    private final Map<String, String> credentials;
    private final JsonNode known;

    private Door(HttpClient http, String session, boolean staff, Map<String, String> credentials, JsonNode known) {
        this.http = http;
        this.session = session;
        this.staff = staff;
        this.credentials = credentials;
        this.known = known;
    }

    /** Through a personal link. */
    static Door ofLink(HttpClient http, int port, String session, String secret) {
        var answer = post(http, port, "/api/links/exchange", Map.of(), Map.of("token", secret));
        var visit = json(answer);
        return new Door(
                http, session, false, Map.of("Authorization", "Bearer " + visit.path("visit").asString()), visit);
    }

    /** Through a one-use entry link of staff. */
    static Door ofEntryLink(HttpClient http, int port, String session, String secret) {
        return ofStaff(http, session, post(http, port, "/api/staff/enter", Map.of(), Map.of("token", secret)));
    }

    /** Through a sign-in name and its password. */
    static Door ofPassword(HttpClient http, int port, String session, String name, String password) {
        var typed = Map.of("name", name, "password", password);
        return ofStaff(http, session, post(http, port, "/api/staff/sign-in", Map.of(), typed));
    }

    private static Door ofStaff(HttpClient http, String session, HttpResponse<String> answer) {
        var me = json(answer);
        var cookie = answer.headers().firstValue("set-cookie").orElseThrow().split(";")[0];
        return new Door(
                http, session, true, Map.of("Cookie", cookie, "X-Evenkeel-Csrf", me.path("csrf").asString()), me);
    }

    /** The same sign-in before another session. */
    Door into(String other) {
        return new Door(http, other, staff, credentials, known);
    }

    /** A fresh ticket. */
    String ticket(int port) {
        var path = staff ? "/api/staff/sessions/" + session + "/ticket" : "/api/visit/sessions/" + session + "/ticket";
        return json(post(http, port, path, credentials, Map.of())).path("ticket").asString();
    }

    /** Answers the gate so that nothing is to be asked. */
    Door passGate(int port) {
        return passGate(port, false, true);
    }

    Door passGate(int port, boolean driving, boolean safe) {
        var answers =
                Map.of(
                        "place",
                        "1 Made-Up Street, Nowhere",
                        "state",
                        "WA",
                        "callBack",
                        "(555) 010-0177",
                        "alone",
                        true,
                        "driving",
                        driving,
                        "safe",
                        safe,
                        "rulesAccepted",
                        true,
                        "complete",
                        true);
        json(send(http, port, "PUT", "/api/visit/sessions/" + session + "/gate", credentials, answers));
        return this;
    }

    /** A page in the room. */
    RoomClient enter(int port) {
        return RoomClient.hello(http, port, ticket(port)).awaitWelcome();
    }

    /** A page in the room that was let through the gate and not yet admitted. */
    RoomClient enterThroughGate(int port) {
        return passGate(port).enter(port);
    }

    /** What the exchange said: the visit, or the member of staff. */
    JsonNode known() {
        return known;
    }

    Map<String, String> credentials() {
        return credentials;
    }

    JsonNode get(int port, String path) {
        return json(send(http, port, "GET", path, credentials, Map.of()));
    }

    JsonNode post(int port, String path, Map<String, ?> body) {
        return json(post(http, port, path, credentials, body));
    }

    private static HttpResponse<String> post(
            HttpClient http, int port, String path, Map<String, String> headers, Map<String, ?> body) {
        return send(http, port, "POST", path, headers, body);
    }

    static HttpResponse<String> send(
            HttpClient http, int port, String method, String path, Map<String, String> headers, Map<String, ?> body) {
        return send(http, port, method, path, headers, Frame.mapper().writeValueAsString(body));
    }

    /** Any request with any body. */
    static HttpResponse<String> send(
            HttpClient http, int port, String method, String path, Map<String, String> headers, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(LONGEST);
        headers.forEach(request::header);
        request.header("Content-Type", "application/json");
        request.method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the server", e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(
                    answer.request().uri().getPath() + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? Frame.mapper().nullNode() : Frame.mapper().readTree(answer.body());
    }
}
