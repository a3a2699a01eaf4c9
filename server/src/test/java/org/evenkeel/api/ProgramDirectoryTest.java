package org.evenkeel.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.evenkeel.live.Await;
import org.evenkeel.live.Directory.Names;
import org.evenkeel.program.Caller;
import org.evenkeel.program.ClinicFixture;
import org.evenkeel.program.ConflictPair;
import org.evenkeel.program.ProgramProblem;
import org.evenkeel.program.StaffRole;
import org.evenkeel.room.KeptApart;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Names come from the program, are remembered for a short while, and never hold a room up. */
class ProgramDirectoryTest {

    private final ClinicFixture fixture = new ClinicFixture();
    private final ProgramDirectory directory = new ProgramDirectory(fixture.clinic, fixture.clock);

    @Test
    void participantsAndStaffHaveTheirNames() {
        PersonId person = fixture.participant("x");
        assertThat(directory.names(person)).isEqualTo(new Names("Testname R.", "Testname ref-x"));
        PersonId staff = fixture.caller("leader", StaffRole.COUNSELOR).person();
        assertThat(directory.names(staff)).isEqualTo(new Names("login-leader", "Staff login-leader"));
    }

    @Test
    void whoIsUnknownHasANeutralWord() {
        assertThat(directory.names(new PersonId("nobody"))).isEqualTo(new Names("Member", "Member"));
        assertThat(directory.title(new SessionId("none"))).isEqualTo("Appointment");
        assertThat(directory.neutralTitle()).isEqualTo("Appointment");
    }

    @Test
    void pairsThatMustNotMeetComeFromTheProgramWithoutTheirNotes() {
        PersonId one = fixture.participant("one");
        PersonId other = fixture.participant("other");
        assertThat(new ProgramDirectory(fixture.clinic, fixture.clock).keptApart()).isEqualTo(KeptApart.NOBODY);
        fixture.clinic.conflicts().put(Caller.operator(), new ConflictPair(one, other, "Hidden note"));
        assertThat(directory.keptApart().others()).isEqualTo(Map.of(one, Set.of(other), other, Set.of(one)));
    }

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<Runnable> beside = new ArrayDeque<>();
    private boolean broken;
    private String answer = "first";
    private final ShortMemory<String, String> memory =
            new ShortMemory<>(
                    2,
                    () -> Instant.ofEpochMilli(now.get()),
                    _ -> {
                        asked.incrementAndGet();
                        if (broken) {
                            throw new ProgramProblem(ProgramProblem.Code.CONFLICT, "");
                        }
                        return Optional.of(answer);
                    },
                    beside::add);

    private void finishWhatRunsBeside() {
        while (!beside.isEmpty()) {
            beside.remove().run();
        }
    }

    @Test
    void anAnswerIsGoodForHalfAMinuteAndThenLookedUpAnewBesideWhoAsks() {
        assertThat(memory.get("a")).contains("first");
        answer = "second";
        now.set(29_999);
        assertThat(memory.get("a")).contains("first");
        assertThat(asked).hasValue(1);
        now.set(30_000);
        assertThat(memory.get("a")).contains("first");
        finishWhatRunsBeside();
        assertThat(memory.get("a")).contains("second");
        assertThat(asked).hasValue(2);
    }

    @Test
    void whileNobodyAnswersWhatWasKnownLastIsShownAndNobodyIsAskedForFiveSeconds() {
        memory.get("a");
        broken = true;
        now.set(60_000);
        assertThat(memory.get("a")).contains("first");
        finishWhatRunsBeside();
        assertThat(memory.get("a")).contains("first");
        assertThat(memory.get("b")).isEmpty();
        finishWhatRunsBeside();
        assertThat(asked).hasValue(2);
        broken = false;
        now.set(65_000);
        assertThat(memory.get("b")).isEmpty();
        finishWhatRunsBeside();
        assertThat(memory.get("b")).contains("first");
    }

    /**
     * A room asked for a name that it had never shown, on its own thread, while PostgreSQL hung, and stood still too.
     */
    @Test
    void whoeverAsksAHangingDatabaseForTheFirstTimeIsNotLeftWaiting() {
        var hanging = new CountDownLatch(1);
        var first =
                new ShortMemory<String, String>(
                        2,
                        () -> Instant.ofEpochMilli(now.get()),
                        key -> {
                            await(hanging);
                            return Optional.of("name of " + key);
                        });
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertThat(first.get("a")).isEmpty());
        assertThat(first.get("b")).as("nobody waits for a second one").isEmpty();
        hanging.countDown();
        Await.until("the name is there", () -> first.get("a").equals(Optional.of("name of a")));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void itRemembersOnlySoMany() {
        memory.get("a");
        memory.get("b");
        memory.get("c");
        memory.get("b");
        assertThat(asked).hasValue(3);
        memory.get("a");
        assertThat(asked).hasValue(4);
    }
}
