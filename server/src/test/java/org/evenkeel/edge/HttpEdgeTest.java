package org.evenkeel.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.evenkeel.wire.Limits;
import org.evenkeel.wire.Rate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** The HTTP half over real sockets: routes, limits, times, and the headers that stand on every reply. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpEdgeTest {

    private static final List<String> ALWAYS =
            List.of(
                    "content-security-policy",
                    "referrer-policy",
                    "permissions-policy",
                    "x-content-type-options",
                    "cross-origin-opener-policy");

    private final CountDownLatch finish = new CountDownLatch(1);
    private TestEdge edge;

    @BeforeAll
    void open() {
        HttpRouter router =
                HttpRouter.builder()
                        .on(
                                "GET",
                                "/api/echo/{what}",
                                call -> said(call.parameter("what") + " " + call.query("q").orElse("-")))
                        .on("GET", "/api/echo/fixed", _ -> said("literal"))
                        .on("POST", "/api/echo", call -> said(new String(call.body(), UTF_8)))
                        .on("POST", "/api/import", 200_000, call -> said(String.valueOf(call.body().length)))
                        .on("GET", "/api/thread", _ -> said(String.valueOf(Thread.currentThread().isVirtual())))
                        .on(
                                "GET",
                                "/api/refused",
                                _ -> {
                                    throw new HttpRefusal(409, "already_signed", "This record is \"signed\".");
                                })
                        .on(
                                "GET",
                                "/api/defect",
                                _ -> {
                                    throw new IllegalStateException("canary");
                                })
                        .on("DELETE", "/api/echo", _ -> HttpReply.done())
                        .build();
        Map<String, byte[]> files = Map.of("index.html", "<!doctype html>".getBytes(UTF_8));
        edge = TestEdge.open(TestEdge.config(), router, StaticFiles.of(files, Map.of("/", "index.html")));
    }

    @AfterAll
    void close() {
        finish.countDown();
        edge.close();
    }

    @Test
    void aRouteGetsItsPartsAndTheQuery() {
        assertThat(get("/api/echo/a%20b+c%2Fd?q=%C3%A9&q=2").text()).isEqualTo("a b+c/d é");
        assertThat(get("/api/echo/x").text()).isEqualTo("x -");
    }

    @Test
    void aLiteralPartWinsOverANamedOne() {
        assertThat(get("/api/echo/fixed").text()).isEqualTo("literal");
    }

    @Test
    void handlersRunOnVirtualThreads() {
        assertThat(get("/api/thread").text()).isEqualTo("true");
    }

    @Test
    void whatIsNotThereIs404AndTheWrongMethod405WithTheRightOnes() {
        assertThat(get("/api/nothing").status()).isEqualTo(404);
        assertThat(get("/api/echo").headers()).containsEntry("allow", "DELETE, POST");
        assertThat(get("/api/echo").status()).isEqualTo(405);
        assertThat(request("PUT /api/thread HTTP/1.1\r\n").headers()).containsEntry("allow", "GET, HEAD");
        assertThat(request("POST / HTTP/1.1\r\nContent-Length: 0\r\n").status()).isEqualTo(405);
        assertThat(request("TRACE /api/thread HTTP/1.1\r\n").status()).isEqualTo(405);
    }

    @Test
    void headIsGetWithoutTheBody() {
        try (RawClient client = edge.client()) {
            client.send("HEAD /api/thread HTTP/1.1\r\nHost: x\r\n\r\nGET /api/thread HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.reply(true).headers()).containsEntry("content-length", "4");
            assertThat(client.reply().text()).isEqualTo("true");
        }
    }

    @Test
    void requestsThatComeTogetherAreAnsweredInTheirOrder() {
        try (RawClient client = edge.client()) {
            for (int i = 0; i < 20; i++) {
                client.send("GET /api/echo/" + i + " HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            for (int i = 0; i < 20; i++) {
                assertThat(client.reply().text()).isEqualTo(i + " -");
            }
        }
    }

    @Test
    void aRefusalCarriesItsCodeAndADefectSaysNothing() {
        assertThat(get("/api/refused").text())
                .isEqualTo("{\"error\":{\"code\":\"already_signed\",\"text\":\"This record is \\\"signed\\\".\"}}");
        RawClient.Reply defect = get("/api/defect");
        assertThat(defect.status()).isEqualTo(500);
        assertThat(defect.text()).contains("\"internal\"").doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /api/echo/%zz HTTP/1.1, 400, bad_request",
        "GET /api/echo/x?q=%zz HTTP/1.1, 400, bad_request",
        "GET http://elsewhere.example/ HTTP/1.1, 400, bad_request",
        "GET * HTTP/1.1, 400, bad_request",
        "NONSENSE, 400, bad_request",
        "GET /../../etc/passwd HTTP/1.1, 404, not_found",
        "GET /..%2f..%2fetc%2fpasswd HTTP/1.1, 404, not_found",
        "GET //index.html HTTP/1.1, 404, not_found",
        "GET /socket HTTP/1.1, 400, upgrade_refused",
        "POST /socket HTTP/1.1, 405, method_not_allowed"
    })
    void aBadRequestIsRefusedWithItsCode(String line, int status, String code) {
        RawClient.Reply reply = request(line + "\r\n");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.text()).contains("\"" + code + "\"");
        assertThat(reply.headers()).containsKeys(ALWAYS.toArray(String[]::new));
    }

    @Test
    void tooLongALineAndTooLargeHeadersAreRefused() {
        assertThat(get("/" + "x".repeat(1100)).status()).isEqualTo(414);
        assertThat(request("GET / HTTP/1.1\r\nX-Long: " + "x".repeat(4200) + "\r\n").status()).isEqualTo(431);
    }

    @Test
    void tooLargeABodyIsRefusedDeclaredOrNot() {
        RawClient.Reply declared = request("POST /api/echo HTTP/1.1\r\nContent-Length: 65537\r\n");
        assertThat(declared.status()).isEqualTo(413);
        assertThat(declared.headers()).containsEntry("connection", "close");
        try (RawClient client = edge.client()) {
            client.send("POST /api/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send("10000\r\n" + "x".repeat(65_536) + "\r\n1\r\nx\r\n0\r\n\r\n");
            assertThat(client.reply().status()).isEqualTo(413);
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void aRouteMayTakeLargerBodies() {
        String body = "x".repeat(100_000);
        assertThat(request("POST /api/import HTTP/1.1\r\nContent-Length: 100000\r\n", body).text()).isEqualTo("100000");
    }

    @Test
    void aBodyIsTakenInChunksAndAfterAContinue() {
        assertThat(
                        request(
                                        "POST /api/echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n",
                                        "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
                                .text())
                .isEqualTo("abcde");
        try (RawClient client = edge.client()) {
            client.send("POST /api/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.reply().status()).isEqualTo(100);
            assertThat(client.send("ok").reply().text()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/, 200",
        "/api/thread, 200",
        "/api/nothing, 404",
        "/api/echo, 405",
        "/api/defect, 500",
        "/api/refused, 409"
    })
    void everyReplyCarriesTheSecurityHeaders(String path, int status) {
        RawClient.Reply reply = get(path);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers()).containsKeys(ALWAYS.toArray(String[]::new));
        assertThat(reply.headers().get("content-security-policy"))
                .startsWith("default-src 'none';")
                .contains("script-src 'self';", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(reply.headers().get("referrer-policy")).isEqualTo("no-referrer");
        assertThat(reply.headers()).doesNotContainKey("strict-transport-security");
    }

    @Test
    void whatTheApiSaysIsNeverKept() {
        assertThat(get("/api/thread").headers()).containsEntry("cache-control", "no-store");
    }

    @Test
    void slowHeadersAreCutOff() {
        HttpLimits hasty = new HttpLimits(1024, 4096, 1024, 150, 150, 150, 1_000, 10, 10, new Rate(100, 1_000));
        try (TestEdge quick = TestEdge.open(TestEdge.config(hasty, SocketLimits.defaults(), Limits.defaults()));
                RawClient client = quick.client();
                RawClient slowBody = quick.client();
                RawClient idle = quick.client()) {
            client.send("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            RawClient.Reply reply = client.reply();
            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.headers()).containsKeys(ALWAYS.toArray(String[]::new));
            assertThat(client.ended()).isTrue();
            slowBody.send("POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
            assertThat(slowBody.reply().status()).isEqualTo(408);
            assertThat(idle.ended()).isTrue();
        }
    }

    @Test
    void anAddressThatAsksTooOftenIsTold() {
        HttpLimits strict = TestEdge.http(1024, 10, new Rate(3, 60_000));
        try (TestEdge quick = TestEdge.open(TestEdge.config(strict, SocketLimits.defaults(), Limits.defaults()));
                RawClient client = quick.client()) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").reply().status()).isEqualTo(404);
            }
            RawClient.Reply reply = client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").reply();
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.headers()).containsKey("retry-after").containsKeys(ALWAYS.toArray(String[]::new));
        }
    }

    @Test
    void onlyATrustedProxyMaySayWhoseConnectionItIs() {
        HttpRouter router = HttpRouter.builder().on("GET", "/who", call -> said(call.address())).build();
        EdgeConfig direct = TestEdge.config();
        EdgeConfig behind =
                new EdgeConfig(
                        "127.0.0.1",
                        0,
                        direct.tls(),
                        1,
                        Set.of(),
                        Set.of("127.0.0.1"),
                        direct.http(),
                        direct.sockets(),
                        direct.wire());
        String forwarded = "GET /who HTTP/1.1\r\nX-Forwarded-For: 198.51.100.9, 2001:db8:1:2:3::4\r\nHost: x\r\n\r\n";
        try (TestEdge bare = TestEdge.open(direct, router, StaticFiles.none());
                TestEdge proxied = TestEdge.open(behind, router, StaticFiles.none());
                RawClient one = bare.client();
                RawClient two = proxied.client();
                RawClient three = proxied.client()) {
            assertThat(one.send(forwarded).reply().text()).isEqualTo("127.0.0.1");
            assertThat(two.send(forwarded).reply().text()).isEqualTo("2001:db8:1:2::/64");
            assertThat(three.send(forwarded.replace("2001:db8:1:2:3::4", "nonsense")).reply().text())
                    .isEqualTo("127.0.0.1");
        }
    }

    @Test
    void aBusyServerSaysSoInsteadOfQueueing() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        HttpRouter router =
                HttpRouter.builder()
                        .on(
                                "GET",
                                "/wait",
                                _ -> {
                                    begun.countDown();
                                    return await(finish);
                                })
                        .build();
        HttpLimits one = TestEdge.http(1024, 1, new Rate(100, 1_000));
        try (TestEdge busy =
                        TestEdge.open(
                                TestEdge.config(one, SocketLimits.defaults(), Limits.defaults()),
                                router,
                                StaticFiles.none());
                RawClient first = busy.client();
                RawClient second = busy.client()) {
            first.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
            begun.await();
            assertThat(second.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n").reply().status()).isEqualTo(503);
            finish.countDown();
            assertThat(first.reply().status()).isEqualTo(204);
        }
    }

    @Test
    void aPortThatIsTakenIsAClearError() {
        EdgeConfig taken = EdgeConfig.loopback(edge.port());
        assertThatThrownBy(() -> TestEdge.open(taken))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1 port " + edge.port());
    }

    private static HttpReply await(CountDownLatch latch) {
        try {
            latch.await();
            return HttpReply.done();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpReply said(String text) {
        return HttpReply.of(200, "text/plain; charset=utf-8", text.getBytes(UTF_8));
    }

    private RawClient.Reply get(String path) {
        return request("GET " + path + " HTTP/1.1\r\n");
    }

    private RawClient.Reply request(String head) {
        return request(head, "");
    }

    private RawClient.Reply request(String head, String body) {
        try (RawClient client = edge.client()) {
            return client.send(head + "Host: clinic.example\r\n\r\n" + body).reply();
        }
    }
}
