package org.evenkeel.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** What every implementation of identity's ports must do: one suite a port. */
public abstract class IdentityContracts {

    private static final PersonId A = new PersonId("a");
    private static final PersonId B = new PersonId("b");

    /** Empty stores. */
    protected abstract IdentityStores stores();

    @Nested
    class PasswordContract {

        @Test
        void theLastHashCounts() {
            assertThat(stores().passwords().find(A)).isEmpty();
            var once = new PasswordStore.Kept("one", 1, OptionalLong.of(5));
            stores().passwords().put(A, once);
            assertThat(stores().passwords().find(A)).contains(once);
            var own = new PasswordStore.Kept("two", 2, OptionalLong.empty());
            stores().passwords().put(A, own);
            assertThat(stores().passwords().find(A)).contains(own);
            assertThat(stores().passwords().find(B)).isEmpty();
        }
    }

    @Nested
    class StaffSessionContract {

        private final StaffSession first = new StaffSession("1", A, SignInStage.COMPLETE, 100, 100);
        private final StaffSession second = new StaffSession("2", A, SignInStage.CODE, 200, 200);
        private final StaffSession other = new StaffSession("3", B, SignInStage.ENROL, 100, 900);

        private void addAll() {
            List.of(first, second, other)
                    .forEach(session -> stores().staffSessions().add("hash" + session.id(), session));
        }

        @Test
        void aSignInIsFoundByItsHashAndItsPerson() {
            addAll();
            assertThat(stores().staffSessions().find("hash1")).contains(first);
            assertThat(stores().staffSessions().find("1")).isEmpty();
            assertThat(stores().staffSessions().ofPerson(A)).containsExactlyInAnyOrder(first, second);
        }

        @Test
        void theLastCompleteSignInOutlivesItsEnd() {
            addAll();
            stores().staffSessions().removeAllOf(A);
            assertThat(stores().staffSessions().lastOf(A)).hasValue(100);
            assertThat(stores().staffSessions().lastOf(B)).as("he never got through").isEmpty();
            stores().staffSessions().add("hash4", new StaffSession("4", A, SignInStage.COMPLETE, 700, 700));
            assertThat(stores().staffSessions().lastOf(A)).hasValue(700);
        }

        @Test
        void lastActivityMovesForwardOnly() {
            addAll();
            stores().staffSessions().seen("1", 500);
            stores().staffSessions().seen("1", 400);
            stores().staffSessions().seen("none", 400);
            assertThat(stores().staffSessions().find("hash1").orElseThrow().lastSeenAt()).isEqualTo(500);
            assertThat(stores().staffSessions().find("hash2")).contains(second);
        }

        @Test
        void signInsEndOneByOneOrAllOfAPerson() {
            addAll();
            assertThat(stores().staffSessions().remove("1")).isTrue();
            assertThat(stores().staffSessions().remove("1")).isFalse();
            assertThat(stores().staffSessions().removeAllOf(A)).isEqualTo(1);
            assertThat(stores().staffSessions().find("hash2")).isEmpty();
            assertThat(stores().staffSessions().find("hash3")).contains(other);
        }

        @Test
        void oldOnesAreForgottenByIdlenessAndByAge() {
            addAll();
            assertThat(stores().staffSessions().removeOld(200, 0)).isEqualTo(1);
            assertThat(stores().staffSessions().removeOld(0, 101)).isEqualTo(1);
            assertThat(stores().staffSessions().ofPerson(A)).containsExactly(second);
            assertThat(stores().staffSessions().ofPerson(B)).isEmpty();
        }
    }

    @Nested
    class EntryLinkContract {

        @Test
        void aLinkWorksOnce() {
            stores().entryLinks().add("h", A, 100);
            assertThat(stores().entryLinks().consume("other", 50)).isEmpty();
            assertThat(stores().entryLinks().consume("h", 99)).contains(A);
            assertThat(stores().entryLinks().consume("h", 99)).isEmpty();
        }

        @Test
        void anExpiredOrRemovedLinkDoesNotWork() {
            stores().entryLinks().add("h", A, 100);
            assertThat(stores().entryLinks().consume("h", 100)).isEmpty();
            stores().entryLinks().add("i", A, 100);
            stores().entryLinks().removeAllOf(A);
            assertThat(stores().entryLinks().consume("i", 0)).isEmpty();
            stores().entryLinks().add("j", A, 100);
            stores().entryLinks().add("k", A, 101);
            stores().entryLinks().removeExpired(100);
            assertThat(stores().entryLinks().consume("j", 0)).isEmpty();
            assertThat(stores().entryLinks().consume("k", 0)).contains(A);
        }

        @Test
        void ofManyAtOnceOneGetsIt() throws Exception {
            stores().entryLinks().add("h", A, 100);
            assertThat(atOnce(() -> stores().entryLinks().consume("h", 1))).containsExactly(A);
        }
    }

    @Nested
    class PersonalLinkContract {

        private final PersonalLink link = new PersonalLink("1", A, 10, 20);

        private boolean visit(String id, String linkId) {
            return stores().personalLinks().addVisit("visit" + id, new Visit(id, A, linkId, 100));
        }

        @Test
        void aLinkIsFoundByItsHashAndItsPerson() {
            stores().personalLinks().replace("h", link);
            assertThat(stores().personalLinks().find("h")).contains(link);
            assertThat(stores().personalLinks().of(A)).contains(link);
            assertThat(stores().personalLinks().find("i")).isEmpty();
            assertThat(stores().personalLinks().of(B)).isEmpty();
        }

        @Test
        void aNewLinkEndsTheOldOneAndItsVisits() {
            stores().personalLinks().replace("h", link);
            assertThat(visit("v", "1")).isTrue();
            assertThat(stores().personalLinks().findVisit("visitv")).contains(new Visit("v", A, "1", 100));
            stores().personalLinks().replace("i", new PersonalLink("2", A, 30, 40));
            assertThat(stores().personalLinks().find("h")).isEmpty();
            assertThat(stores().personalLinks().findVisit("visitv")).isEmpty();
            assertThat(visit("w", "1")).isFalse();
            assertThat(visit("w", "2")).isTrue();
        }

        @Test
        void removingALinkEndsItsVisits() {
            stores().personalLinks().replace("h", link);
            visit("v", "1");
            assertThat(stores().personalLinks().remove(A)).isTrue();
            assertThat(stores().personalLinks().remove(A)).isFalse();
            assertThat(stores().personalLinks().findVisit("visitv")).isEmpty();
            assertThat(visit("w", "1")).isFalse();
        }

        @Test
        void expiredVisitsAreForgotten() {
            stores().personalLinks().replace("h", link);
            visit("v", "1");
            assertThat(stores().personalLinks().removeExpiredVisits(99)).isZero();
            assertThat(stores().personalLinks().removeExpiredVisits(100)).isEqualTo(1);
            assertThat(stores().personalLinks().findVisit("visitv")).isEmpty();
        }
    }

    @Nested
    class TicketContract {

        private final SocketTicket ticket =
                new SocketTicket(new SessionId("s"), A, SocketTicket.Audience.STAFF, "access");

        @Test
        void aTicketWorksOnceAndOnlyInTime() {
            stores().tickets().add("h", ticket, 100);
            stores().tickets().add("late", ticket, 100);
            assertThat(stores().tickets().consume("h", 99)).contains(ticket);
            assertThat(stores().tickets().consume("h", 99)).isEmpty();
            assertThat(stores().tickets().consume("late", 100)).isEmpty();
            assertThat(stores().tickets().consume("none", 0)).isEmpty();
        }

        @Test
        void ofManyAtOnceOneGetsIt() throws Exception {
            stores().tickets().add("h", ticket, 100);
            assertThat(atOnce(() -> stores().tickets().consume("h", 1))).containsExactly(ticket);
        }

        @Test
        void ticketsEndWithTheirPersonTheirAccessOrTheirTime() {
            stores().tickets().add("1", ticket, 100);
            stores().tickets().removeAllOf(B);
            stores().tickets().removeAllFrom("other");
            assertThat(stores().tickets().removeExpired(99)).isZero();
            stores().tickets().removeAllOf(A);
            assertThat(stores().tickets().consume("1", 0)).isEmpty();
            stores().tickets().add("2", ticket, 100);
            stores().tickets().removeAllFrom("access");
            assertThat(stores().tickets().consume("2", 0)).isEmpty();
            stores().tickets().add("3", ticket, 100);
            assertThat(stores().tickets().removeExpired(100)).isEqualTo(1);
        }
    }

    @Nested
    class SecondFactorContract {

        private final SecondFactorStore.Offer offer = new SecondFactorStore.Offer("o", "made-up secret", 10);
        private final SecondFactorStore.Factor factor = new SecondFactorStore.Factor("made-up secret", 20, 7);

        private void on(PersonId person) {
            stores().secondFactors().offer(person, offer);
            assertThat(stores().secondFactors().confirm(person, offer, factor, Set.of("r1", "r2"))).isTrue();
        }

        @Test
        void anOfferCountsOnceConfirmedAndTheLastOfferHolds() {
            var later = new SecondFactorStore.Offer("p", "another secret", 11);
            stores().secondFactors().offer(A, offer);
            stores().secondFactors().offer(A, later);
            assertThat(stores().secondFactors().offered(A)).contains(later);
            assertThat(stores().secondFactors().find(A)).isEmpty();
            assertThat(stores().secondFactors().confirm(A, offer, factor, Set.of("r"))).isFalse();
            assertThat(stores().secondFactors().confirm(B, later, factor, Set.of("r"))).isFalse();
            assertThat(stores().secondFactors().recoveryLeft(A)).isZero();
            assertThat(stores().secondFactors().confirm(A, later, factor, Set.of("r"))).isTrue();
            assertThat(stores().secondFactors().confirm(A, later, factor, Set.of("s"))).isFalse();
            assertThat(stores().secondFactors().find(A)).contains(factor);
            assertThat(stores().secondFactors().offered(A)).isEmpty();
            assertThat(stores().secondFactors().find(B)).isEmpty();
        }

        @Test
        void anOfferLeavesTheFactorAloneUntilItIsConfirmed() {
            on(A);
            var next = new SecondFactorStore.Offer("p", "another secret", 30);
            stores().secondFactors().offer(A, next);
            assertThat(stores().secondFactors().find(A)).contains(factor);
            var other = new SecondFactorStore.Factor("another secret", 40, 9);
            assertThat(stores().secondFactors().confirm(A, next, other, Set.of("r3"))).isTrue();
            assertThat(stores().secondFactors().find(A)).contains(other);
            assertThat(stores().secondFactors().consumeRecovery(A, "r1")).isFalse();
            assertThat(stores().secondFactors().consumeRecovery(A, "r3")).isTrue();
        }

        @Test
        void aStepMovesForwardOnly() {
            on(A);
            assertThat(stores().secondFactors().accept(A, 7)).isFalse();
            assertThat(stores().secondFactors().accept(A, 9)).isTrue();
            assertThat(stores().secondFactors().accept(A, 9)).isFalse();
            assertThat(stores().secondFactors().accept(A, 8)).isFalse();
            assertThat(stores().secondFactors().accept(B, 10)).isFalse();
        }

        @Test
        void ofManyAtOnceOneUsesACode() throws Exception {
            on(A);
            assertThat(atOnce(() -> Optional.of(stores().secondFactors().accept(A, 8)).filter(taken -> taken)))
                    .hasSize(1);
            assertThat(
                            atOnce(
                                    () ->
                                            Optional.of(stores().secondFactors().consumeRecovery(A, "r1"))
                                                    .filter(taken -> taken)))
                    .hasSize(1);
        }

        @Test
        void recoveryCodesAreGoodOnceEachAndReplacedTogether() {
            on(A);
            assertThat(stores().secondFactors().recoveryLeft(A)).isEqualTo(2);
            assertThat(stores().secondFactors().consumeRecovery(B, "r1")).isFalse();
            assertThat(stores().secondFactors().consumeRecovery(A, "r1")).isTrue();
            assertThat(stores().secondFactors().consumeRecovery(A, "r1")).isFalse();
            stores().secondFactors().replaceRecovery(A, Set.of("n1", "n2", "n3"));
            assertThat(stores().secondFactors().consumeRecovery(A, "r2")).isFalse();
            assertThat(stores().secondFactors().recoveryLeft(A)).isEqualTo(3);
        }

        @Test
        void whatIsRemovedLeavesNothing() {
            on(A);
            on(B);
            stores().secondFactors().offer(A, offer);
            assertThat(stores().secondFactors().remove(A)).isTrue();
            assertThat(stores().secondFactors().remove(A)).isFalse();
            assertThat(stores().secondFactors().find(A)).isEmpty();
            assertThat(stores().secondFactors().offered(A)).isEmpty();
            assertThat(stores().secondFactors().recoveryLeft(A)).isZero();
            assertThat(stores().secondFactors().find(B)).contains(factor);
        }
    }

    @Nested
    class NoticeContract {

        private AccountNotice notice(String id, PersonId person, long at) {
            return new AccountNotice(
                    id, person, AccountNotice.Kind.PASSWORD_RESET, Optional.of(new PersonId("by")), at, false);
        }

        @Test
        void aPersonsNoticesComeNewestFirstAndAreReadUpToAMoment() {
            var nobody = new AccountNotice("3", A, AccountNotice.Kind.WRONG_CODES, Optional.empty(), 30, false);
            List.of(notice("1", A, 10), notice("2", B, 20), nobody).forEach(stores().notices()::add);
            assertThat(stores().notices().of(A)).containsExactly(nobody, notice("1", A, 10));
            assertThat(stores().notices().since(20)).containsExactlyInAnyOrder(notice("2", B, 20), nobody);
            stores().notices().seen(A, 10);
            assertThat(stores().notices().of(A)).extracting(AccountNotice::seen).containsExactly(false, true);
            assertThat(stores().notices().of(B)).extracting(AccountNotice::seen).containsExactly(false);
        }

        @Test
        void onlyWhatWasReadIsForgotten() {
            List.of(notice("1", A, 10), notice("2", A, 20), notice("3", B, 10)).forEach(stores().notices()::add);
            stores().notices().seen(A, 20);
            assertThat(stores().notices().removeSeen(20)).isEqualTo(1);
            assertThat(stores().notices().of(A)).hasSize(1);
            assertThat(stores().notices().of(B)).hasSize(1);
        }
    }

    @Nested
    class TryContract {

        private void put(String key, int tries, long at) {
            stores().tries().change(Set.of(key), _ -> Map.of(key, new TryCount(tries, at)));
        }

        @Test
        void countsAreReplacedTogetherAndWhatIsLeftOutIsForgotten() {
            put("a", 1, 10);
            put("b", 2, 20);
            stores().tries()
                    .change(
                            Set.of("a", "b", "c"),
                            counts -> {
                                assertThat(counts)
                                        .isEqualTo(Map.of("a", new TryCount(1, 10), "b", new TryCount(2, 20)));
                                return Map.of("b", new TryCount(3, 30), "c", new TryCount(1, 30));
                            });
            assertThat(stores().tries().find(Set.of("a", "b", "c", "d")))
                    .isEqualTo(Map.of("b", new TryCount(3, 30), "c", new TryCount(1, 30)));
        }

        @Test
        void ofManyAtOnceEachIsCounted() throws Exception {
            atOnce(
                    () -> {
                        stores().tries()
                                .change(
                                        Set.of("a", "b"),
                                        counts ->
                                                Map.of(
                                                        "a", more(counts, "a"),
                                                        "b", more(counts, "b")));
                        return Optional.of(true);
                    });
            assertThat(stores().tries().find(Set.of("a", "b")).values()).extracting(TryCount::tries).containsOnly(12);
        }

        private static TryCount more(Map<String, TryCount> counts, String key) {
            return new TryCount(counts.getOrDefault(key, new TryCount(0, 0)).tries() + 1, 1);
        }

        @Test
        void theOldAreForgottenAndBeyondTheBoundThoseTriedLeast() {
            put("old", 9, 10);
            put("often", 9, 20);
            put("once", 1, 30);
            put("twice", 2, 25);
            assertThat(stores().tries().removeOld(20)).isEqualTo(1);
            assertThat(stores().tries().removeBeyond(2)).isEqualTo(1);
            assertThat(stores().tries().removeBeyond(2)).isZero();
            assertThat(stores().tries().find(Set.of("old", "often", "once", "twice")))
                    .containsOnlyKeys("often", "twice");
        }
    }

    @Nested
    class DeviceContract {

        @Test
        void aBrowserIsKnownForEachWhoSignedInThere() {
            stores().devices().put("h", A, 10, 20);
            stores().devices().put("h", A, 11, 20);
            assertThat(stores().devices().knows("h", A)).isTrue();
            assertThat(stores().devices().knows("h", B)).isFalse();
            assertThat(stores().devices().knows("h")).isTrue();
            assertThat(stores().devices().knows("i")).isFalse();
            stores().devices().put("h", B, 12, 20);
            stores().devices().removeAllOf(A);
            assertThat(stores().devices().knows("h", A)).isFalse();
            assertThat(stores().devices().knows("h", B)).isTrue();
        }

        @Test
        void ofEachPersonTheLastOnesAreKept() {
            stores().devices().put("other", B, 1, 2);
            for (int i = 1; i <= 3; i++) {
                stores().devices().put("h" + i, A, i, 2);
            }
            assertThat(stores().devices().knows("h1", A)).isFalse();
            assertThat(stores().devices().knows("h3", A)).isTrue();
            assertThat(stores().devices().removeOld(3)).isEqualTo(2);
            assertThat(stores().devices().knows("h3", A)).isTrue();
        }
    }

    private static <T> List<T> atOnce(Callable<Optional<T>> act) throws Exception {
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<T>>> all = many.invokeAll(IntStream.range(0, 12).mapToObj(_ -> act).toList());
            return all.stream().flatMap(each -> each.resultNow().stream()).toList();
        }
    }
}
