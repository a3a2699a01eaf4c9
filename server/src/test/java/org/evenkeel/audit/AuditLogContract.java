package org.evenkeel.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.program.GroupId;
import org.evenkeel.program.StaffRole;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What every store of the audit log promises. Each test begins where the one before ended. */
public abstract class AuditLogContract {

    protected static final PersonId ANN = new PersonId("ann");
    protected static final PersonId BO = new PersonId("bo");
    private static final PersonId COUNSELOR = new PersonId("counselor");

    /** The store. */
    protected abstract AuditLog log();

    /** Another way into the same chain: of another node. */
    protected abstract AuditLog another();

    protected static AuditEntry read(long at, PersonId about) {
        return AuditEntry.done(
                at,
                AuditActor.staff(COUNSELOR, Set.of(StaffRole.COUNSELOR, StaffRole.SUPERVISOR)),
                AuditAction.GATE_READ,
                AuditSubject.of(about),
                AuditSubject.of(new SessionId("evening")));
    }

    private List<AuditRow> after(long number) {
        List<AuditRow> all = new ArrayList<>();
        log().forEach(all::add);
        return all.stream().filter(row -> row.number() > number).toList();
    }

    private void isWhole() {
        var outcome = new AuditVerifier(log()).verify(List.of());
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.end()).isEqualTo(log().head());
    }

    @Test
    void rowsStandInTheOrderGivenAndSayWhatWasSaid() {
        var before = log().head();
        var export =
                new AuditEntry(
                        7_000,
                        AuditActor.console(),
                        AuditAction.ATTENDANCE_EXPORT,
                        List.of(AuditSubject.of(new GroupId("g")), AuditSubject.everybody()),
                        "not_found");
        var head = log().append(List.of(read(6_000, ANN), export, read(6_500, BO)));
        assertThat(head.number()).isEqualTo(before.number() + 3);
        assertThat(log().head()).isEqualTo(head);
        assertThat(after(before.number()))
                .extracting(AuditRow::entry)
                .containsExactly(read(6_000, ANN), export, read(6_500, BO));
        isWhole();
    }

    @Test
    void nothingToAddAddsNothing() {
        var before = log().head();
        assertThat(log().append(List.of())).isEqualTo(before);
        assertThat(log().head()).isEqualTo(before);
    }

    @Test
    void twoWritersNeverForkTheChain() throws Exception {
        var before = log().head();
        List<Callable<AuditHead>> writers = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            var store = i % 2 == 0 ? log() : another();
            var entries = List.of(read(i, ANN), read(i, BO));
            writers.add(() -> store.append(entries));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<AuditHead> writer : threads.invokeAll(writers)) {
                writer.get();
            }
        }
        assertThat(log().head().number()).isEqualTo(before.number() + 48);
        // Each writer's two rows stand one behind the other.
        var rows = after(before.number());
        for (int i = 0; i < rows.size(); i += 2) {
            assertThat(rows.get(i).at()).isEqualTo(rows.get(i + 1).at());
        }
        isWhole();
    }

    @Test
    void theSearchFindsByPersonByStaffByActionAndByTime() {
        var before = log().head().number();
        var staff = new PersonId("staff-" + before);
        var looked = new PersonId("looked-" + before);
        var by = AuditActor.staff(staff, Set.of(StaffRole.COUNSELOR));
        log().append(
                        List.of(
                                AuditEntry.done(10, by, AuditAction.GATE_READ, AuditSubject.of(looked)),
                                AuditEntry.done(20, by, AuditAction.PARTICIPANT_LIST, AuditSubject.everybody()),
                                AuditEntry.done(30, by, AuditAction.GATE_READ, AuditSubject.of(BO)),
                                AuditEntry.done(
                                        40,
                                        AuditActor.participant(looked),
                                        AuditAction.GATE_ANSWER,
                                        AuditSubject.of(looked)),
                                AuditEntry.done(
                                        50,
                                        by,
                                        AuditAction.LINK_ISSUE,
                                        AuditSubject.of(new SessionId(looked.value())))));
        var mine = AuditQuery.newest(100).between(OptionalLong.of(10), OptionalLong.of(51));
        assertThat(times(mine.about(looked), before)).containsExactly(40L, 20L, 10L);
        assertThat(times(mine.about(looked).byOthers(), before)).containsExactly(20L, 10L);
        assertThat(times(mine.by(staff), before)).containsExactly(50L, 30L, 20L, 10L);
        assertThat(times(mine.by(staff).only(AuditAction.GATE_READ), before)).containsExactly(30L, 10L);
        assertThat(times(mine.by(staff).between(OptionalLong.of(20), OptionalLong.of(50)), before))
                .containsExactly(30L, 20L);
        assertThat(times(mine.by(staff).below(before + 3), before)).containsExactly(20L, 10L);
        assertThat(log().counts(mine.by(staff)))
                .containsExactly(
                        new AuditCount("staff", staff.value(), "link.issue", "ok", 1, 50, 50),
                        new AuditCount("staff", staff.value(), "gate.read", "ok", 2, 10, 30),
                        new AuditCount("staff", staff.value(), "participant.list", "ok", 1, 20, 20));
        assertThat(log().search(AuditQuery.newest(2)))
                .extracting(AuditRow::number)
                .containsExactly(before + 5, before + 4);
    }

    private List<Long> times(AuditQuery query, long before) {
        return log().search(query).stream().filter(row -> row.number() > before).map(AuditRow::at).toList();
    }

    @Test
    void whatIsCutOffIsGoneAndTheRestStaysWhole() {
        var old = log().append(List.of(read(1_000, ANN), read(2_000, BO)));
        var kept = log().append(List.of(read(Long.MAX_VALUE - 1, ANN)));
        // A younger row before it would end the beginning; here none is younger than that moment but the last.
        assertThat(log().lastBefore(Long.MAX_VALUE - 1)).contains(old);
        assertThat(log().lastBefore(-1)).isEmpty();
        var cut = new AuditCut(old, 9_000);
        var report = AuditEntry.done(9_000, AuditActor.system(), AuditAction.RETENTION_AUDIT, cut.subject());
        assertThat(log().cutAt(cut, report)).isGreaterThanOrEqualTo(2);
        assertThat(log().cuts()).last().isEqualTo(cut);
        assertThat(after(0)).extracting(AuditRow::number).containsExactly(kept.number(), kept.number() + 1);
        assertThat(log().search(AuditQuery.newest(100))).hasSize(2);
        isWhole();
        assertThat(log().lastBefore(Long.MAX_VALUE)).map(AuditHead::number).contains(kept.number() + 1);
        // So that the next test finds a beginning that is older than what it adds.
        var all = log().head();
        var second = new AuditCut(all, 9_001);
        log().cutAt(second, AuditEntry.done(9_001, AuditActor.system(), AuditAction.RETENTION_AUDIT, second.subject()));
        isWhole();
    }
}
