package org.evenkeel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What stands on the wire, to the byte, and what is refused. */
class WireCodecTest {

    private final WireCodec codec = new WireCodec(Limits.defaults());
    private final ClientCodec client = new ClientCodec();

    @Test
    void clientFramesAreReadToTheLetter() throws BadMessage {
        assertThat(read("{'t':'hello','versions':[1],'ticket':'T','client':'C'}"))
                .isEqualTo(new ClientMessage.Hello(List.of(1L), "T", "C"));
        assertThat(read("{'seq':7,'epoch':2,'token':'T','versions':[1,2],'t':'resume'}"))
                .isEqualTo(new ClientMessage.Resume(List.of(1L, 2L), "T", 2, 7));
        assertThat(read("{'t':'ping','id':0}")).isEqualTo(new ClientMessage.Ping(0));
        assertThat(read("{'t':'do','n':3,'command':{'kind':'admit_all_expected'}}"))
                .isEqualTo(new ClientMessage.Do(3, new ClientCommand.AdmitAllExpected()));
        assertThat(
                        read(
                                "{'t':'do','n':4,'command':{'kind':'remove','member':'m1','removal':'may_return','reason':"
                                    + "'wrong_room'}}"))
                .isEqualTo(
                        new ClientMessage.Do(
                                4,
                                new ClientCommand.Remove(
                                        "m1", Words.Removal.MAY_RETURN, Words.RemovalReason.WRONG_ROOM)));
        assertThat(read("{'t':'do','n':5,'command':{'kind':'say_in_room','text':'\\ud83d\\ude42 hola'}}"))
                .isEqualTo(new ClientMessage.Do(5, new ClientCommand.SayInRoom("🙂 hola")));
    }

    @Test
    void serverFramesAreWrittenToTheLetter() {
        assertThat(written(new ServerMessage.Ack(3, 17))).isEqualTo("{'t':'ack','n':3,'seq':17}");
        assertThat(written(new ServerMessage.No(3, ErrorCode.NOT_ALLOWED, "No.")))
                .isEqualTo("{'t':'no','n':3,'code':'not_allowed','text':'No.'}");
        assertThat(written(new ServerMessage.Bye(CloseCode.TOO_SLOW, "too_slow")))
                .isEqualTo("{'t':'bye','code':4001,'text':'too_slow'}");
        assertThat(
                        written(
                                new ServerMessage.Ev(
                                        9,
                                        8,
                                        1000,
                                        List.of(
                                                new Change.Member(
                                                        new MemberView(
                                                                "m1",
                                                                "🙂 Ada",
                                                                Optional.empty(),
                                                                Words.Role.PEER_MENTOR,
                                                                Words.Presence.CONNECTED,
                                                                900,
                                                                Optional.of(4L),
                                                                true,
                                                                false,
                                                                Optional.empty(),
                                                                Optional.empty(),
                                                                true,
                                                                Optional.empty(),
                                                                Optional.empty(),
                                                                false,
                                                                Optional.empty(),
                                                                Optional.empty())),
                                                new Change.MemberGone("m2")))))
                .isEqualTo(
                        "{'t':'ev','seq':9,'after':8,'at':1000,'changes':[{'t':'member','member':{'member':'m1','name':'🙂"
                            + " Ada','role':'peer_mentor','presence':'connected','presenceSince':900,'hand':4,"
                            + "'microphone':true,'camera':false,'aside':true,'screen':false}},{'t':'member_gone','member':'m2'}]}");
    }

    @Test
    void everyServerMessageIsReadBackAsItWasWritten() throws BadMessage {
        RandomMessages messages = new RandomMessages(new Random(1));
        for (int i = 0; i < 5_000; i++) {
            ServerMessage message = messages.server();
            assertThat(client.decode(codec.encode(message))).isEqualTo(message);
        }
    }

    @Test
    void everyClientMessageIsReadBackAsItWasWritten() throws BadMessage {
        RandomMessages messages = new RandomMessages(new Random(2));
        for (int i = 0; i < 5_000; i++) {
            ClientMessage message = messages.client();
            assertThat(codec.decode(client.encode(message))).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "'ping'",
                "{}",
                "{'t':'ping'}",
                "{'t':'ping','id':'1'}",
                "{'t':'ping','id':1.0}",
                "{'t':'ping','id':1e3}",
                "{'t':'ping','id':-1}",
                "{'t':'ping','id':9007199254740992}",
                "{'t':'ping','id':99999999999999999999}",
                "{'t':'ping','id':999999999999999999999999999999}",
                "{'t':'ping','id':null}",
                "{'t':'ping','id':true}",
                "{'t':'ping','id':[1]}",
                "{'t':'ping','id':01}",
                "{'t':'ping','id':1,'id':2}",
                "{'t':'ping','t':'ping','id':1}",
                "{'t':'ping','id':1,'more':1}",
                "{'t':'ping','id':1}{'t':'ping','id':1}",
                "{'t':'ping','id':1} x",
                "{'t':'ping','id':1,}",
                "{t:'ping','id':1}",
                "{'t':'Ping','id':1}",
                "{'t':'ack','n':1,'seq':1}",
                "{'t':7,'id':1}",
                "{'t':'ping','id':NaN}",
                "/* c */{'t':'ping','id':1}",
                "{'t':'hello','versions':1,'ticket':'T','client':'C'}",
                "{'t':'hello','versions':['1'],'ticket':'T','client':'C'}",
                "{'t':'hello','versions':[[1]],'ticket':'T','client':'C'}",
                "{'t':'hello','versions':[1],'ticket':'','client':'C'}",
                "{'t':'hello','versions':[1],'ticket':'T','client':null}",
                "{'t':'do','n':0,'command':{'kind':'start'}}",
                "{'t':'do','n':1}",
                "{'t':'do','n':1,'command':'start'}",
                "{'t':'do','n':1,'command':{}}",
                "{'t':'do','n':1,'command':{'t':'start'}}",
                "{'t':'do','n':1,'command':{'kind':'start','member':'m1'}}",
                "{'t':'do','n':1,'command':{'kind':'prepare'}}",
                "{'t':'do','n':1,'command':{'kind':'pass_gate'}}",
                "{'t':'do','n':1,'command':{'kind':'grace_over','member':'m1'}}",
                "{'t':'do','n':1,'command':{'kind':'set_camera','on':1}}",
                "{'t':'do','n':1,'command':{'kind':'set_camera','on':'true'}}",
                "{'t':'do','n':1,'command':{'kind':'admit','member':''}}",
                "{'t':'do','n':1,'command':{'kind':'admit','member':' '}}",
                "{'t':'do','n':1,'command':{'kind':'admit','member':'m\\u0007'}}",
                "{'t':'do','n':1,'command':{'kind':'remove','member':'m','removal':'BARRED','reason':'other'}}",
                "{'t':'do','n':1,'command':{'kind':'remove','member':'m','removal':'barred','reason':'bored'}}",
                "{'t':'do','n':1,'command':{'kind':'say_in_room','text':'half \\ud83d'}}",
                "{'t':'do','n':1,'command':{'kind':'say_in_room','text':'nul \\u0000'}}",
                "{'t':{'t':{'t':{'t':{'t':{'t':{'t':{'t':{'t':{'t':1}}}}}}}}}}"
            })
    void whatIsNotAMessageIsRefusedAsBad(String frame) {
        assertThatExceptionOfType(BadMessage.class)
                .isThrownBy(() -> read(frame))
                .satisfies(bad -> assertThat(bad.code()).isEqualTo(ErrorCode.BAD_MESSAGE));
    }

    @Test
    void anIdLongerThanAnIdIsRefused() throws BadMessage {
        String frame = "{'t':'do','n':1,'command':{'kind':'admit','member':'%s'}}";
        assertThat(read(frame.formatted("m".repeat(64)))).isInstanceOf(ClientMessage.Do.class);
        assertThatExceptionOfType(BadMessage.class).isThrownBy(() -> read(frame.formatted("m".repeat(65))));
    }

    @Test
    void whatSetsUpSoundAndPictureMayBeLargerAndHasALimitOfItsOwn() throws BadMessage {
        String frame = "{'t':'offer','pc':1,'sdp':'%s'}";
        int rest = frame.length() - 2;
        int limit = Limits.defaults().signalBytes();
        assertThat(read(frame.formatted("x".repeat(limit - rest)))).isInstanceOf(ClientMessage.Offer.class);
        assertThatExceptionOfType(BadMessage.class)
                .isThrownBy(() -> read(frame.formatted("x".repeat(limit - rest + 1))))
                .satisfies(bad -> assertThat(bad.code()).isEqualTo(ErrorCode.TOO_LARGE));
    }

    @Test
    void aFrameOverTheLimitIsTooLarge() throws BadMessage {
        String frame = "{'t':'do','n':1,'command':{'kind':'say_in_room','text':'%s'}}";
        int rest = frame.length() - 2;
        int limit = Limits.defaults().frameBytes();
        assertThat(read(frame.formatted("x".repeat(limit - rest)))).isInstanceOf(ClientMessage.Do.class);
        assertThatExceptionOfType(BadMessage.class)
                .isThrownBy(() -> read(frame.formatted("x".repeat(limit - rest + 1))))
                .satisfies(bad -> assertThat(bad.code()).isEqualTo(ErrorCode.TOO_LARGE));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] frame = "{\"t\":\"do\",\"n\":1,\"command\":{\"kind\":\"say_in_room\",\"text\":\"x\"}}".getBytes(UTF_8);
        for (byte bad : new byte[] {(byte) 0xff, (byte) 0xc3, (byte) 0xed, (byte) 0x80}) {
            byte[] broken = frame.clone();
            broken[broken.length - 4] = bad;
            assertThatExceptionOfType(BadMessage.class).isThrownBy(() -> codec.decode(broken));
        }
    }

    @Test
    void aRefusalSaysNothingOfWhatWasSent() {
        for (String frame :
                List.of(
                        "{'t':'canary','id':1}",
                        "{'t':'ping','id':'canary'}",
                        "{'t':'ping','id':1,'canary':2}",
                        "{'t':'ping','id':1,'id':2,'canary",
                        "canary",
                        "{'t':'do','n':1,'command':{'kind':'admit','canary':'canary'}}")) {
            assertThatExceptionOfType(BadMessage.class)
                    .isThrownBy(() -> read(frame))
                    .satisfies(bad -> assertThat(bad).message().isNotEmpty().doesNotContain("canary"))
                    .satisfies(bad -> assertThat(bad.getCause()).isNull());
        }
    }

    @Test
    void damagedFramesAreReadOrRefusedAndNothingElse() {
        Random random = new Random(3);
        RandomMessages messages = new RandomMessages(random);
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] frame = client.encode(messages.client());
            for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(codec.decode(frame)).isNotNull();
            } catch (BadMessage bad) {
                refused++;
            }
        }
        assertThat(refused).isBetween(5_000, 10_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aBrokenNameFromElsewhereStillGoesOut(int at) throws BadMessage {
        String name = new StringBuilder("ab").insert(at, '\ud83d').toString();
        ServerMessage.Ev ev = new ServerMessage.Ev(1, 0, 5, List.of(new Change.Alert(new AlertView("m1", name, 5))));
        assertThat(new String(codec.encode(ev), UTF_8)).startsWith("{\"t\":\"ev\"").endsWith("}}]}");
    }

    private ClientMessage read(String frame) throws BadMessage {
        return codec.decode(frame.replace('\'', '"').getBytes(UTF_8));
    }

    private String written(ServerMessage message) {
        return new String(codec.encode(message), UTF_8).replace('"', '\'');
    }
}
