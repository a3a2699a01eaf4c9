package org.evenkeel.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.program.Samples.person;

import org.evenkeel.program.EmergencyFacts.Kind;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** What every implementation of the port for emergency accesses must do. */
abstract class EmergencyContracts extends PeopleContracts {

    private EmergencyAccess opened(String id, String by, long at) {
        var access = EmergencyAccess.opened(id, person("p"), person(by), "Reason of " + id, at, at + 60);
        stores().emergencies().add(access);
        return access;
    }

    private EmergencyAccess found(String id) {
        return stores().emergencies().find(id).orElseThrow();
    }

    private void review(String id) {
        assertThat(stores().emergencies().review(id, new EmergencyAccess.Review(person("v"), 500, "Note of " + id)))
                .isTrue();
    }

    @Nested
    class EmergencyContract {

        @Test
        void oneIsReadBackAsItWasOpened() {
            var access = opened("a", "s", 100);
            assertThat(stores().emergencies().find("a")).contains(access);
            assertThat(found("a").reason()).isEqualTo("Reason of a");
            assertThat(stores().emergencies().find("b")).isEmpty();
        }

        @Test
        void whatIsOpenIsFoundUntilItEndsByItselfOrByItsPerson() {
            opened("a", "s", 100);
            opened("b", "s", 110);
            opened("c", "t", 110);
            var store = stores().emergencies();
            assertThat(store.openOf(person("s"), 120)).extracting(EmergencyAccess::id).containsExactly("b", "a");
            assertThat(store.openOf(person("s"), 159)).hasSize(2);
            assertThat(store.openOf(person("s"), 160)).extracting(EmergencyAccess::id).containsExactly("b");
            store.close("b", 130);
            assertThat(store.openOf(person("s"), 130)).extracting(EmergencyAccess::id).containsExactly("a");
            assertThat(store.openOf(person("t"), 130)).extracting(EmergencyAccess::id).containsExactly("c");
        }

        @Test
        void anEndStaysWhereItWas() {
            opened("a", "s", 100);
            opened("b", "s", 100);
            var store = stores().emergencies();
            store.close("a", 130);
            store.close("a", 140);
            store.close("b", 160);
            store.close("nobody", 160);
            assertThat(found("a").closedAt()).hasValue(130);
            assertThat(found("b").closedAt()).isEmpty();
        }

        @Test
        void noReadingIsLostOfManyAtOnce() {
            opened("a", "s", 100);
            try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, 12)
                        .forEach(
                                i ->
                                        many.submit(
                                                () ->
                                                        stores().emergencies()
                                                                .read(
                                                                        "a",
                                                                        Set.of(
                                                                                i % 2 == 0
                                                                                        ? Kind.PLACE
                                                                                        : Kind.EMERGENCY_CONTACT))));
            }
            assertThat(found("a").reads()).isEqualTo(12);
            assertThat(found("a").shown()).containsExactlyInAnyOrder(Kind.PLACE, Kind.EMERGENCY_CONTACT);
        }

        @Test
        void theFirstReviewCounts() {
            opened("a", "s", 100);
            review("a");
            var late = new EmergencyAccess.Review(person("w"), 600, "");
            assertThat(stores().emergencies().review("a", late)).isFalse();
            assertThat(stores().emergencies().review("nobody", late)).isFalse();
            assertThat(found("a").review()).contains(new EmergencyAccess.Review(person("v"), 500, "Note of a"));
        }

        @Test
        void whatWaitsComesTheOldestFirstAndWhatWasReviewedTheNewestFirstPageByPage() {
            opened("b", "s", 200);
            opened("a", "s", 100);
            opened("c", "t", 300);
            for (String id : List.of("d", "e", "f")) {
                opened(id, "s", 50);
                review(id);
            }
            var store = stores().emergencies();
            assertThat(store.waiting(2)).extracting(EmergencyAccess::id).containsExactly("a", "b");
            var first = store.reviewed(Optional.empty(), 2);
            assertThat(first).extracting(EmergencyAccess::id).containsExactly("f", "e");
            assertThat(store.reviewed(Optional.of(first.getLast()), 2))
                    .extracting(EmergencyAccess::id)
                    .containsExactly("d");
        }

        @Test
        void countsAreOfThoseThatWaitAndNameNobodyButWhoOpenedThem() {
            var store = stores().emergencies();
            assertThat(store.figures()).isEqualTo(new EmergencyStore.Figures(0, 0, OptionalLong.empty()));
            opened("a", "s", 100);
            opened("b", "s", 200);
            opened("c", "t", 300);
            review("a");
            assertThat(store.waitingByOpener()).isEqualTo(Map.of(person("s"), 1L, person("t"), 1L));
            assertThat(store.figures()).isEqualTo(new EmergencyStore.Figures(3, 2, OptionalLong.of(200)));
            assertThat(store.openersSince(201)).containsExactly(person("t"));
            assertThat(store.openersSince(100)).containsExactlyInAnyOrder(person("s"), person("t"));
        }
    }
}
