package org.evenkeel.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

import org.evenkeel.wire.Limits;
import org.evenkeel.wire.MemberView;
import org.evenkeel.wire.RoomSnapshot;
import org.evenkeel.wire.SelfView;
import org.evenkeel.wire.ServerMessage;
import org.evenkeel.wire.SessionView;
import org.evenkeel.wire.WireCodec;
import org.evenkeel.wire.Words;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Frames of the size of ours, written from a template: the bare server encodes nothing. */
final class BareFrames {

    private static final int FINAL_TEXT = 0x81;
    private static final WireCodec CODEC = new WireCodec(Limits.defaults());
    private static final String HEAD = ",\"at\":1700000000000,";
    private static final String MEMBER =
            "\"changes\":[{\"t\":\"member\",\"member\":{\"member\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"name\":\"Load"
                + " P0000-000\",\"role\":\"participant\",\"presence\":\"connected\",\"presenceSince\":1700000000000,"
                + "\"microphone\":false,\"camera\":false,\"hand\":";

    private BareFrames() {}

    static String member(int number) {
        return "member-%015d".formatted(number);
    }

    /** What is appended: as long as one of our sealed entries. */
    static byte[] entry(long n) {
        return (MEMBER + n + "}}]}").getBytes(StandardCharsets.US_ASCII);
    }

    static ByteBuf event(ByteBufAllocator allocator, long seq, long n) {
        return framed(
                allocator, "{\"t\":\"ev\",\"seq\":" + seq + ",\"after\":" + (seq - 1) + HEAD + MEMBER + n + "}}]}");
    }

    static ByteBuf ack(long n, long seq) {
        return framed(ByteBufAllocator.DEFAULT, "{\"t\":\"ack\",\"n\":" + n + ",\"seq\":" + seq + "}");
    }

    private static ByteBuf framed(ByteBufAllocator allocator, String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        return header(allocator.directBuffer(bytes.length + 4), bytes.length).writeBytes(bytes);
    }

    private static ByteBuf header(ByteBuf frame, int length) {
        frame.writeByte(FINAL_TEXT);
        return length < 126 ? frame.writeByte(length) : frame.writeByte(126).writeShort(length);
    }

    /** A view in which everybody is connected. */
    static byte[] welcome(int you, int size) {
        var members = IntStream.range(0, size).mapToObj(BareFrames::view).toList();
        var self =
                new SelfView(
                        member(you),
                        Words.Role.PARTICIPANT,
                        Words.Standing.ADMITTED,
                        Optional.empty(),
                        true,
                        false,
                        false,
                        false,
                        false,
                        Optional.empty(),
                        false,
                        false,
                        Optional.empty(),
                        false,
                        false,
                        false);
        var snapshot = new RoomSnapshot(session(), self, members, List.of(), List.of(), List.of(), List.of());
        var payload = CODEC.encode(new ServerMessage.Welcome(member(you), 1, 0, 0, "bare", snapshot));
        var frame = header(Unpooled.buffer(payload.length + 4), payload.length).writeBytes(payload);
        var bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes);
        return bytes;
    }

    private static MemberView view(int number) {
        return new MemberView(
                member(number),
                "Load",
                Optional.empty(),
                Words.Role.PARTICIPANT,
                Words.Presence.CONNECTED,
                0,
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static SessionView session() {
        return new SessionView(
                Words.Phase.STARTED,
                0,
                1,
                Optional.of(0L),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                false,
                false,
                "Load");
    }
}
