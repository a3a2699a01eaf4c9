package org.evenkeel.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The web client's files: what is sent, what the browser may keep, and what cannot be reached. */
class StaticFilesTest {

    private static final Map<String, String> PAGES = Map.of("/", "index.html", "/staff", "staff.html");

    private final StaticFiles files =
            StaticFiles.of(
                    Map.of(
                            "index.html", bytes("<!doctype html>"),
                            "staff.html", bytes("<!doctype html><p>"),
                            "staff.html.gz", bytes("zipped page"),
                            "assets/room-B7xq_9Zk.js", bytes("let a"),
                            "assets/room-B7xq_9Zk.js.gz", bytes("zipped script"),
                            "lonely.gz", bytes("an archive")),
                    PAGES);

    @Test
    void pagesHaveTheirAddressAndFilesTheirName() {
        assertThat(body(files.reply("/", none()))).isEqualTo("<!doctype html>");
        assertThat(body(files.reply("/index.html", none()))).isEqualTo("<!doctype html>");
        assertThat(body(files.reply("/staff", none()))).isEqualTo("<!doctype html><p>");
        assertThat(header(files.reply("/staff", none()), "Content-Type")).contains("text/html; charset=utf-8");
    }

    @Test
    void namesWithAHashMayBeKeptForAYearAndPagesAreAskedForAgain() {
        assertThat(header(files.reply("/assets/room-B7xq_9Zk.js", none()), "Cache-Control"))
                .contains("public, max-age=31536000, immutable");
        assertThat(header(files.reply("/", none()), "Cache-Control")).contains("no-cache");
    }

    @Test
    void theCompressedFormGoesToThoseWhoTakeIt() {
        HttpReply zipped = files.reply("/staff", accepting("br, GZIP;q=0.5"));
        assertThat(body(zipped)).isEqualTo("zipped page");
        assertThat(header(zipped, "Content-Encoding")).contains("gzip");
        assertThat(header(zipped, "Vary")).contains("Accept-Encoding");
        assertThat(header(zipped, "Content-Type")).contains("text/html; charset=utf-8");
        for (String refusing : new String[] {"", "br", "gzip;q=0", "gzip; q=0.00, br"}) {
            HttpReply plain = files.reply("/staff", accepting(refusing));
            assertThat(body(plain)).isEqualTo("<!doctype html><p>");
            assertThat(header(plain, "Content-Encoding")).isEmpty();
            assertThat(header(plain, "Vary")).contains("Accept-Encoding");
        }
        assertThat(header(files.reply("/", accepting("gzip")), "Vary")).isEmpty();
    }

    @Test
    void aBrowserThatHasTheFileIsToldSo() {
        String etag = header(files.reply("/staff", none()), "ETag").orElseThrow();
        String zipped = header(files.reply("/staff", accepting("gzip")), "ETag").orElseThrow();
        assertThat(etag).startsWith("\"").isNotEqualTo(zipped);
        HttpReply unchanged = files.reply("/staff", none().add("If-None-Match", "\"old\", " + etag));
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(header(unchanged, "ETag")).contains(etag);
        assertThat(files.reply("/staff", none().add("If-None-Match", "*")).status()).isEqualTo(304);
        assertThat(files.reply("/staff", none().add("If-None-Match", "W/" + etag)).status()).isEqualTo(304);
        assertThat(files.reply("/staff", none().add("If-None-Match", zipped)).status()).isEqualTo(200);
    }

    @Test
    void theSameContentHasTheSameTagAndOtherContentAnother() {
        StaticFiles again =
                StaticFiles.of(Map.of("a.txt", bytes("one"), "b.txt", bytes("one"), "c.txt", bytes("two")), Map.of());
        assertThat(header(again.reply("/a.txt", none()), "ETag"))
                .isEqualTo(header(again.reply("/b.txt", none()), "ETag"));
        assertThat(header(again.reply("/a.txt", none()), "ETag"))
                .isNotEqualTo(header(again.reply("/c.txt", none()), "ETag"));
    }

    @Test
    void onlyWhatWasReadIsThere(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("site/assets"));
        Files.writeString(folder.resolve("site/index.html"), "page");
        Files.writeString(folder.resolve("site/assets/a.css"), "style");
        Files.writeString(folder.resolve("secret.txt"), "secret");
        StaticFiles site = StaticFiles.ofDirectory(folder.resolve("site"), Map.of("/", "index.html"));
        assertThat(site.has("/assets/a.css")).isTrue();
        assertThat(header(site.reply("/assets/a.css", none()), "Cache-Control")).contains("no-cache");
        for (String path :
                new String[] {"/../secret.txt", "/assets/../../secret.txt", "/assets", "/assets/", "", "/x"}) {
            assertThat(site.has(path)).isFalse();
        }
        assertThat(files.has("/staff.html.gz")).isFalse();
        assertThat(files.has("/lonely.gz")).isTrue();
    }

    @Test
    void filesAreReadFromTheClassPathInAJarOrNot() {
        assertThat(StaticFiles.ofClasspath("org/evenkeel/edge", Map.of()))
                .matches(found -> found.has("/StaticFilesTest.class") || found.has("/StaticFiles.class"));
        assertThat(StaticFiles.ofClasspath("org/junit/jupiter/api/parallel", Map.of()).has("/Execution.class"))
                .isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> StaticFiles.ofClasspath("no/such/folder", Map.of()));
    }

    @Test
    void aPageWithoutItsFileIsRefusedAtTheStart() {
        assertThatIllegalArgumentException().isThrownBy(() -> StaticFiles.of(Map.of(), PAGES));
    }

    private static HttpHeaders none() {
        return new DefaultHttpHeaders();
    }

    private static HttpHeaders accepting(String encodings) {
        return none().add("Accept-Encoding", encodings);
    }

    private static Optional<String> header(HttpReply reply, String name) {
        return reply.headers().stream()
                .filter(header -> header.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String body(HttpReply reply) {
        return new String(reply.body(), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
