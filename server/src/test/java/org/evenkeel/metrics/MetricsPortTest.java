package org.evenkeel.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

class MetricsPortTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private Meters meters;
    private MetricsPort port;

    @BeforeEach
    void open() throws IOException {
        meters = new Meters("1.2.3");
        port = MetricsPort.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), meters);
    }

    @AfterEach
    void close() {
        port.close();
        meters.close();
        http.close();
    }

    private HttpResponse<String> asked(String method, String path, String accept) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.port() + path))
                        .header("Accept", accept)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void figuresComeInBothFormsOfPrometheus() throws Exception {
        var text = asked("GET", "/metrics", "*/*");
        assertThat(text.statusCode()).isEqualTo(200);
        assertThat(text.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(text.body())
                .contains("evenkeel_info{version=\"1.2.3\"} 1")
                .contains("jvm_memory_used_bytes{area=\"heap\"")
                .contains("jvm_threads_virtual_queued")
                .doesNotContain("# EOF");
        var open = asked("GET", "/metrics", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.2");
        assertThat(open.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/openmetrics-text");
        assertThat(open.body()).endsWith("# EOF\n");
    }

    @Test
    void thereIsNothingElse() throws Exception {
        for (var path : List.of("/", "/metrics/", "/metricsx", "/healthz", "/api/staff/me", "/socket", "/staff")) {
            assertThat(asked("GET", path, "*/*").statusCode()).as(path).isEqualTo(404);
        }
        for (var method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
            assertThat(asked(method, "/metrics", "*/*").statusCode()).as(method).isEqualTo(405);
        }
    }

    @Test
    void whatOnlyRisesIsNotForgottenWhenMemoryIsTidied() throws Exception {
        meters.counter("evenkeel.made.up", "Made up", () -> 7);
        System.gc();
        assertThat(asked("GET", "/metrics", "*/*").body()).contains("evenkeel_made_up_total 7");
    }
}
