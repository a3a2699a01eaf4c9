package org.evenkeel.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.xml.parsers.DocumentBuilderFactory;

/** What a scanner from Debian's packages finds at the server's own TLS. */
@Tag("slow")
@Tag("steady")
class TlsScanTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    @Timeout(120)
    void aScannerFindsNothingOldAndNothingWeak(String algorithm) throws Exception {
        var certificate = new TestAuthority().issue("own", algorithm, -1, 200);
        try (var edge = TestEdge.open(TestEdge.config(certificate.in(folder.resolve("live"))))) {
            var found = scan(edge.port());
            assertThat(all(found, "protocol", "enabled", "1"))
                    .extracting(each -> each.getAttribute("type") + each.getAttribute("version"))
                    .containsExactlyInAnyOrder("tls1.2", "tls1.3");
            assertThat(every(found, "cipher"))
                    .hasSizeGreaterThanOrEqualTo(6)
                    .allSatisfy(
                            each -> assertThat(each.getAttribute("cipher")).matches("TLS_.*|ECDHE-.*(GCM|POLY1305).*"))
                    .allSatisfy(each -> assertThat(each.getAttribute("strength")).isIn("strong", "acceptable"));
            assertThat(all(found, "heartbleed", "vulnerable", "1")).isEmpty();
            assertThat(one(found, "renegotiation").getAttribute("supported")).isEqualTo("0");
            assertThat(every(found, "group"))
                    .isNotEmpty()
                    .allSatisfy(
                            each ->
                                    assertThat(Integer.parseInt(each.getAttribute("bits")))
                                            .isGreaterThanOrEqualTo(112));
            assertThat(every(found, "connection-signature-algorithm"))
                    .isNotEmpty()
                    .extracting(each -> each.getAttribute("name"))
                    .noneMatch(name -> name.matches(".*(md5|sha1)"));
        }
    }

    private Element scan(int port) throws Exception {
        File report = folder.resolve("scan.xml").toFile();
        var scan =
                new ProcessBuilder(
                                "sslscan",
                                "--no-colour",
                                "--show-sigs",
                                "--xml=" + report,
                                "--sni-name=localhost",
                                "127.0.0.1:" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("scan.log").toFile())
                        .start();
        try {
            assertThat(scan.waitFor(100, TimeUnit.SECONDS)).as("the scan ended").isTrue();
            assertThat(scan.exitValue()).isZero();
        } finally {
            scan.destroyForcibly();
        }
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report).getDocumentElement();
    }

    private static Element one(Element found, String name) {
        var elements = every(found, name);
        assertThat(elements).as(name).hasSize(1);
        return elements.getFirst();
    }

    private static List<Element> all(Element found, String name, String attribute, String value) {
        return every(found, name).stream().filter(each -> each.getAttribute(attribute).equals(value)).toList();
    }

    private static List<Element> every(Element found, String name) {
        NodeList nodes = found.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int index = 0; index < nodes.getLength(); index++) {
            elements.add((Element) nodes.item(index));
        }
        return elements;
    }
}
