package org.evenkeel.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
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
            stores().passwords().put(A, "one", 1);
            stores().passwords().put(A, "two", 2);
            assertThat(stores().passwords().find(A)).contains("two");
            assertThat(stores().passwords().find(B)).isEmpty();
        }
    }

    @Nested
    class StaffSessionContract {

        private final StaffSession first = new StaffSession("1", A, 100, 100);
        private final StaffSession second = new StaffSession("2", A, 200, 200);
        private final StaffSession other = new StaffSession("3", B, 100, 900);

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

    private static <T> List<T> atOnce(Callable<Optional<T>> act) throws Exception {
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<T>>> all = many.invokeAll(IntStream.range(0, 12).mapToObj(_ -> act).toList());
            return all.stream().flatMap(each -> each.resultNow().stream()).toList();
        }
    }
}
