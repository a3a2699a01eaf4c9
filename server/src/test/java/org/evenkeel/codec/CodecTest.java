package org.evenkeel.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.evenkeel.codec.UnreadableBytes.Problem;
import org.evenkeel.live.MediaWhisper;
import org.evenkeel.room.EndReason;
import org.evenkeel.room.Expected;
import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.Message;
import org.evenkeel.room.Phase;
import org.evenkeel.room.Presence;
import org.evenkeel.room.RemovalKind;
import org.evenkeel.room.RemovalReason;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.RoomKind;
import org.evenkeel.room.Screen;
import org.evenkeel.room.StaffGap;
import org.evenkeel.room.Standing;
import org.evenkeel.room.WaitingCause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.jsontype.NamedType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is stored stays readable. The golden files hold what a release wrote: a line of them never changes; a new type
 * gets a new line, a new version a new file.
 */
class CodecTest {

    private final EventCodec events = new EventCodec();
    private final EntryCodec entries = new EntryCodec();
    private final StateCodec states = new StateCodec();
    private final WhisperCodec whispers = new WhisperCodec();

    @Test
    void everyGoldenEventIsStillRead() {
        assertThat(golden("events-v1.jsonl", events::decode)).isEqualTo(Samples.events());
    }

    @Test
    void everyGoldenEntryIsStillRead() {
        assertThat(golden("entries-v1.jsonl", entries::decode)).isEqualTo(Samples.entries());
    }

    @Test
    void everyGoldenStateIsStillRead() {
        assertThat(golden("states-v1.jsonl", states::decode)).isEqualTo(Samples.states());
    }

    @Test
    void everyGoldenWhisperIsStillRead() {
        assertThat(golden("whispers-v1.jsonl", whispers::decode)).isEqualTo(Samples.whispers());
    }

    @Test
    void everythingThatIsWhisperedHasANameAndAGoldenSample() {
        Set<Class<?>> types = new LinkedHashSet<>();
        WhisperNames.PARENTS.forEach(parent -> collect(parent, types));
        assertThat(WhisperNames.all()).extracting(NamedType::getType).containsExactlyInAnyOrderElementsOf(types);
        Set<Class<?>> sampled = new LinkedHashSet<>();
        for (var whisper : golden("whispers-v1.jsonl", whispers::decode)) {
            sampled.add(whisper.getClass());
            switch (whisper) {
                case MediaWhisper.Said said -> sampled.add(said.signal().getClass());
                case MediaWhisper.Told told -> sampled.add(told.message().getClass());
                case MediaWhisper.Asked _, MediaWhisper.Holds _, MediaWhisper.Signs _ -> {}
            }
        }
        assertThat(sampled).containsAll(types);
    }

    @Test
    void theSameBytesAreStillWritten() {
        assertThat(Samples.events().stream().map(events::encode).map(CodecTest::text).toList())
                .isEqualTo(lines("events-v1.jsonl"));
        assertThat(Samples.entries().stream().map(entries::encode).map(CodecTest::text).toList())
                .isEqualTo(lines("entries-v1.jsonl"));
        assertThat(Samples.states().stream().map(states::encode).map(CodecTest::text).toList())
                .isEqualTo(lines("states-v1.jsonl"));
        assertThat(Samples.whispers().stream().map(whispers::encode).map(CodecTest::text).toList())
                .isEqualTo(lines("whispers-v1.jsonl"));
    }

    @Test
    void everyEventTypeHasANameAndAGoldenSample() {
        Set<Class<?>> types = new LinkedHashSet<>();
        collect(RoomEvent.class, types);
        assertThat(EventNames.all()).extracting(NamedType::getType).containsExactlyInAnyOrderElementsOf(types);
        assertThat(EventNames.all()).extracting(NamedType::getName).doesNotHaveDuplicates();
        assertThat(golden("events-v1.jsonl", events::decode))
                .extracting(RoomEvent::getClass)
                .containsAll(types.stream().map(type -> type.asSubclass(RoomEvent.class)).toList());
    }

    /** Enum constants are stored by name: a new one gets a line, none may be renamed or go. */
    @Test
    void everyStoredConstantIsStillThere() {
        List<String> known =
                Stream.<Enum<?>[]>of(
                                EndReason.values(),
                                Expected.values(),
                                LeaveReason.values(),
                                Message.Kind.values(),
                                Phase.values(),
                                Presence.values(),
                                RemovalKind.values(),
                                RemovalReason.values(),
                                Role.values(),
                                RoomKind.values(),
                                Screen.values(),
                                StaffGap.Step.values(),
                                Standing.values(),
                                WaitingCause.values())
                        .flatMap(Arrays::stream)
                        .map(constant -> constant.getDeclaringClass().getSimpleName() + "." + constant.name())
                        .toList();
        assertThat(known).containsExactlyElementsOf(lines("constants-v1.txt"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"v\":2,\"event\":{\"type\":\"staff_back\"}}|UNKNOWN_VERSION",
                "{\"v\":1,\"event\":{\"type\":\"canary\"}}|UNKNOWN_TYPE",
                "{\"v\":1,\"event\":{}}|UNKNOWN_TYPE",
                "{\"v\":1,\"event\":{\"type\":\"staff_back\",\"canary\":1}}|MALFORMED",
                "{\"v\":1,\"event\":{\"type\":\"came_back\"}}|MALFORMED",
                "{\"v\":1,\"event\":{\"type\":\"came_back\",\"member\":\" \"}}|MALFORMED",
                "{\"v\":1,\"event\":{\"type\":\"hand_raised\",\"member\":\"canary\",\"order\":\"1\"}}|MALFORMED",
                "{\"v\":1,\"event\":{\"type\":\"hand_raised\",\"member\":\"canary\"}}|MALFORMED",
                "{\"v\":1,\"event\":{\"type\":\"staff_back\"}}{}|MALFORMED",
                "{\"v\":1,\"canary\":{\"type\":\"staff_back\"}}|MALFORMED",
                "canary|MALFORMED",
            })
    void whatCannotBeReadIsRefusedWithoutQuotingIt(String text, Problem problem) {
        var refusal =
                catchThrowableOfType(UnreadableBytes.class, () -> events.decode(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(refusal.problem()).isEqualTo(problem);
        assertThat(refusal).hasNoCause();
        assertThat(refusal.getMessage()).doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"v\":2,\"whisper\":{\"type\":\"asked\"}}|UNKNOWN_VERSION",
                "{\"v\":1,\"whisper\":{\"type\":\"canary\"}}|UNKNOWN_TYPE",
                "{\"v\":1,\"whisper\":{\"type\":\"offer\",\"pc\":1,\"sdp\":\"canary\"}}|UNKNOWN_TYPE",
                "{\"v\":1,\"whisper\":{\"type\":\"asked\",\"page\":{\"member\":\"canary\"}}}|MALFORMED",
                "{\"v\":1,\"whisper\":{\"type\":\"asked\",\"page\":null}}|MALFORMED",
                "{\"v\":1,\"entry\":{\"type\":\"asked\",\"page\":\"canary\"}}|MALFORMED",
                "canary|MALFORMED",
            })
    void aWhisperThatCannotBeReadIsRefusedWithoutQuotingIt(String text, Problem problem) {
        var refusal =
                catchThrowableOfType(
                        UnreadableBytes.class, () -> whispers.decode(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(refusal.problem()).isEqualTo(problem);
        assertThat(refusal).hasNoCause();
        assertThat(refusal.getMessage()).doesNotContain("canary");
    }

    @Test
    void aWhisperInWordsHoldsNoAddress() {
        assertThat(Samples.whispers().toString()).doesNotContain("192.0.2.1").doesNotContain("v=0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 40})
    void halfARecordIsRefused(int length) {
        byte[] whole = entries.encode(Samples.entries().getLast());
        var refusal = catchThrowableOfType(UnreadableBytes.class, () -> entries.decode(Arrays.copyOf(whole, length)));
        assertThat(refusal.problem()).isEqualTo(Problem.MALFORMED);
    }

    private static void collect(Class<?> type, Set<Class<?>> found) {
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (permitted.isInterface()) {
                collect(permitted, found);
            } else {
                found.add(permitted);
            }
        }
    }

    private static <T> List<T> golden(String file, Function<byte[], T> decode) {
        return lines(file).stream().map(line -> decode.apply(line.getBytes(StandardCharsets.UTF_8))).toList();
    }

    private static List<String> lines(String file) {
        try (var in = CodecTest.class.getResourceAsStream("/golden/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
