package org.evenkeel.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.evenkeel.live.Position;
import org.evenkeel.redis.PayloadSeal.Kind;
import org.evenkeel.redis.PayloadSeal.Place;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A sealed payload opens where it was put, unchanged, and nowhere else. */
class PayloadSealTest {

    private static final SessionId ROOM = new SessionId("s-1");
    private static final Place HERE = new Place(ROOM, Kind.ENTRY, new Position(2, 7), "batch");
    private static final byte[] PLAIN = "canary words".getBytes(StandardCharsets.UTF_8);

    private final PayloadSeal seal = new PayloadSeal(_ -> new byte[32]);

    @Test
    void itOpensWhereItWasPut() {
        byte[] sealed = seal.seal(HERE, PLAIN);

        assertThat(seal.open(HERE, sealed)).isEqualTo(PLAIN);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("canary", "words");
    }

    /** All under one key, so that it is the place alone that differs. */
    static List<Place> otherPlaces() {
        return List.of(
                new Place(new SessionId("s-2"), Kind.ENTRY, new Position(2, 7), "batch"),
                new Place(ROOM, Kind.SNAPSHOT, new Position(2, 7), "batch"),
                new Place(ROOM, Kind.ENTRY, new Position(3, 7), "batch"),
                new Place(ROOM, Kind.ENTRY, new Position(2, 8), "batch"),
                new Place(ROOM, Kind.ENTRY, new Position(2, 7), "other"));
    }

    @ParameterizedTest
    @MethodSource("otherPlaces")
    void itDoesNotOpenElsewhere(Place elsewhere) {
        byte[] sealed = seal.seal(HERE, PLAIN);

        assertThatThrownBy(() -> seal.open(elsewhere, sealed)).isInstanceOf(BrokenSeal.class).hasNoCause();
    }

    @Test
    void aChangeOfAnyByteIsNoticed() {
        byte[] sealed = seal.seal(HERE, PLAIN);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> seal.open(HERE, changed)).isInstanceOf(BrokenSeal.class);
        }
        assertThatThrownBy(() -> seal.open(HERE, new byte[5])).isInstanceOf(BrokenSeal.class);
    }

    @Test
    void theSameWordsAtTheSamePlaceAreSealedDifferentlyEachTime() {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            nonces.add(new String(seal.seal(HERE, PLAIN), 0, 12, StandardCharsets.ISO_8859_1));
        }
        assertThat(nonces).hasSize(1_000);
    }

    @Test
    void aKeyIsAskedForOnceUntilItIsForgotten() {
        var asked = new AtomicInteger();
        var counting =
                new PayloadSeal(
                        _ -> {
                            asked.incrementAndGet();
                            return new byte[32];
                        });
        counting.seal(HERE, PLAIN);
        counting.seal(HERE, PLAIN);
        assertThat(asked).hasValue(1);

        counting.forget(ROOM);
        counting.seal(HERE, PLAIN);
        assertThat(asked).hasValue(2);
    }
}
