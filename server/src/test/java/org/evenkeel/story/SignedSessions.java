package org.evenkeel.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.live.Await;
import org.evenkeel.record.Finding;
import org.evenkeel.room.SessionId;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** A server whose sessions end one after the other and are signed over HTTP, as the review page does. */
final class SignedSessions implements AutoCloseable {

    private static final int ENDED = 4504;

    private final TestServer server;
    private final Door fay;
    private final Map<String, Long> seen = new ConcurrentHashMap<>();

    private SignedSessions(TestServer server) {
        this.server = server;
        this.fay = server.door("fay");
    }

    static SignedSessions onDatabase(String url) {
        return new SignedSessions(TestServer.start(Map.of("database.url", url)));
    }

    /** Holds a short session of its counselor alone to its end; its record may be signed. */
    String ended() {
        var session = server.clinic().newSession(OptionalLong.empty(), person -> person.key().equals("fay"));
        var page = fay.into(session).enter(server.port()).does("start");
        page.start("end", Map.of());
        assertThat(page.awaitClose()).isEqualTo(ENDED);
        Await.until("the end is in the ledger", () -> record(session).path("may").path("sign").asBoolean());
        return session;
    }

    private JsonNode record(String session) {
        var record = fay.get(server.port(), path(session));
        seen.put(session, record.path("version").asLong());
        return record;
    }

    private static String path(String session) {
        return "/api/staff/sessions/" + session + "/attendance";
    }

    boolean isSigned(String session) {
        return record(session).has("signature");
    }

    /** Signs what was seen last; the status of the answer. Any thread. */
    int sign(String session) {
        return told(send("POST", path(session) + "/sign", Map.of("version", seen.get(session))));
    }

    /** Looks at the record; the status of the answer. */
    int read(String session) {
        return told(send("GET", path(session), Map.of()));
    }

    private HttpResponse<String> send(String method, String path, Map<String, ?> body) {
        return Door.send(server.http(), server.port(), method, path, fay.credentials(), body);
    }

    /** A refusal says in a stable code what to do: come back later, or look again. */
    private static int told(HttpResponse<String> answer) {
        var codes = new HashMap<>(Map.of(503, "unavailable", 409, "already_signed"));
        var code = Frame.of(answer.body()).json().path("error").path("code").asString();
        assertThat(code).as("status " + answer.statusCode()).isEqualTo(codes.getOrDefault(answer.statusCode(), ""));
        return answer.statusCode();
    }

    void awaitReady() {
        Await.until("the server is ready", () -> send("GET", "/readyz", Map.of()).statusCode() == 200);
    }

    /** What is not as it was signed. */
    List<Finding> findings(String session) {
        return server.server().desk().verifier().verify(new SessionId(session));
    }

    void verifiedFromTheCommandLine() {
        var run = CommandRun.of(server.flags(), "attendance", "verify");
        assertThat(run.said()).contains("All signed records are as they were signed.");
        assertThat(run.code()).isZero();
    }

    @Override
    public void close() {
        server.close();
    }
}
