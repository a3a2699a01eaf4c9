package org.evenkeel.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a Janus that was told what ours is told writes down and forwards of people: nothing. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JanusSecrecyTest {

    /** What an address in the log would begin with: all addresses of participants here are out of RFC 5737. */
    private static final String SOMEBODY = "203.0.113.";

    private TestJanus janus;

    @BeforeAll
    void start() {
        janus = TestJanus.start();
    }

    @AfterAll
    void stop() {
        janus.close();
    }

    private JanusTalk publisher(String room) {
        JanusTalk talk = JanusTalk.attach(janus.address());
        String create =
                "{'request':'create','room':'%s','admin_key':'%s','secret':'x','lock_record':true}"
                        .formatted(room, janus.address().adminKey());
        String join = "{'request':'join','ptype':'publisher','room':'%s','id':'member-1'}".formatted(room);
        assertThat(talk.message(json(create)).toString()).contains("created");
        assertThat(talk.message(json(join)).toString()).contains("joined");
        return talk;
    }

    private static String json(String withApostrophes) {
        return withApostrophes.replace('\'', '"');
    }

    /** With candidates of every odd kind that a page could send. */
    private static String offer() {
        return BrowserOffer.microphone(
                2,
                "a=candidate:1 1 udp 2113937151 203.0.113.77 50000 typ host",
                "a=candidate:2 1 udp 2113937151 203.0.113.300 50000 typ host",
                "a=candidate:3 1 tcp 2113937151 203.0.113.78 9 typ host tcptype active",
                "a=candidate:4 nonsense 203.0.113.79",
                "a=candidate:5 1 udp 1677729535 203.0.113.76 50000 typ srflx raddr 203.0.113.75 rport 9",
                "a=candidate:6 1 udp 2113937151 12345678-abcd.local 50000 typ host");
    }

    @Test
    void anAnswerNamesTheMediaAddressAndNoOther() {
        try (JanusTalk talk = publisher("answer")) {
            JsonNode reply = talk.message(json("{'request':'publish'}"), JanusTalk.offer(offer()));

            assertThat(
                            reply.path("jsep")
                                    .path("sdp")
                                    .asString("")
                                    .lines()
                                    .filter(line -> line.startsWith("a=candidate")))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).contains(" " + TestJanus.mediaAddress() + " "));
        }
    }

    @Test
    void nobodysAddressComesIntoTheLogWhateverCandidatesAPageSends() {
        try (JanusTalk talk = publisher("log")) {
            talk.message(json("{'request':'publish'}"), JanusTalk.offer(offer()));
            talk.trickle("candidate:9 1 udp 2113937151 203.0.113.80 50000 typ host");
            talk.trickle("candidate:9 1 udp 2113937151 203.0.113.81 none typ host");
            talk.trickle("candidate:9 1 sctp 2113937151 203.0.113.82 77 typ host");
            talk.trickle("candidate:9 1 udp 2113937151 203.0.113.300 77 typ host");
        }
        assertThat(janus.log()).contains("Janus").doesNotContain(SOMEBODY, "ice-pwd", "m=audio", "member-1");
    }

    @Test
    void nothingIsRecordedThoughAParticipantAsksForIt() throws IOException {
        try (JanusTalk talk = publisher("record")) {
            talk.message(
                    json("{'request':'publish','record':true,'filename':'" + janus.folder().resolve("taken") + "'}"),
                    JanusTalk.offer(offer()));
            talk.message(json("{'request':'configure','record':true}"));
        }
        try (Stream<Path> files = Files.walk(janus.folder())) {
            assertThat(
                            files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                                    .map(file -> janus.folder().relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "secret",
                            "ports",
                            "janus.log",
                            "conf/janus.jcfg",
                            "conf/janus.transport.websockets.jcfg",
                            "conf/janus.plugin.videoroom.jcfg",
                            "plugins/libjanus_videoroom.so",
                            "transports/libjanus_websockets.so");
        }
    }

    @Test
    void noFileOutsideItsFolderIsOpenForWriting() throws IOException {
        assertThat(openForWriting(janus.pid())).contains(janus.folder().resolve("janus.log").toString());
        assertThat(openForWriting(janus.pid()))
                .allSatisfy(file -> assertThat(file).startsWith(janus.folder().toString()));
    }

    /** Regular files, by path, that a process may write. */
    private static List<String> openForWriting(long pid) throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path descriptor : descriptors.toList()) {
                try {
                    Path target = Files.readSymbolicLink(descriptor);
                    if (target.isAbsolute()
                            && Files.isRegularFile(target)
                            && Files.isWritable(target)
                            && !isReadOnly(pid, descriptor)) {
                        files.add(target.toString());
                    }
                } catch (NoSuchFileException _) {
                    // Closed since it was listed: it is open no more.
                }
            }
        }
        return files;
    }

    /** The last octal digit of the flags: 0 reads, 1 writes, 2 does both. */
    private static boolean isReadOnly(long pid, Path descriptor) throws IOException {
        Path info = Path.of("/proc", Long.toString(pid), "fdinfo", descriptor.getFileName().toString());
        return Files.readAllLines(info).stream().anyMatch(line -> line.startsWith("flags:") && line.endsWith("0"));
    }

    @Test
    void roomsAreMadeAndForwardedWithTheKeyOnly() {
        try (JanusTalk talk = JanusTalk.attach(janus.address())) {
            assertThat(talk.message(json("{'request':'create','room':'by a guest'}")).toString()).contains("429");
        }
        try (JanusTalk talk = publisher("forward")) {
            String forward =
                    "{'request':'rtp_forward','room':'forward','publisher_id':'member-1','secret':'x',"
                            + "'host':'127.0.0.1','audio_port':9}";
            assertThat(talk.message(json(forward)).toString()).contains("429");
        }
    }

    @Test
    void onlyTheVideoRoomIsThere() {
        assertThat(janus.folder().resolve("plugins")).isDirectoryContaining("glob:**/libjanus_videoroom.so");
        assertThat(janus.folder().resolve("plugins").toFile().list()).hasSize(1);
        assertThat(janus.folder().resolve("transports").toFile().list()).hasSize(1);
    }
}
