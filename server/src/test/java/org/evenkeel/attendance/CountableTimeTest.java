package org.evenkeel.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.evenkeel.attendance.SampleLedger.interval;
import static org.evenkeel.attendance.SampleLedger.intervals;
import static org.evenkeel.attendance.SampleLedger.millis;

import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.RemovalKind;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomKind;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.OptionalLong;

class CountableTimeTest {

    private static final AttendancePolicy POLICY = AttendancePolicy.defaults();
    private static final PersonId ANN = new PersonId("ann");

    private static SessionAttendance compute(SampleLedger ledger, AttendancePolicy policy, PhonePresence... phone) {
        var presence = PresenceFold.fold(ledger.facts(), OptionalLong.empty());
        return CountableTime.compute(ledger.plan(), presence, policy, List.of(phone));
    }

    private static PersonAttendance ann(SampleLedger ledger, AttendancePolicy policy, PhonePresence... phone) {
        return compute(ledger, policy, phone).person(ANN).orElseThrow();
    }

    private static PersonAttendance ann(SampleLedger ledger) {
        return ann(ledger, POLICY);
    }

    /** The defaults with the numbers that a test turns. */
    private static AttendancePolicy policy(
            LateMode mode, boolean bridged, boolean restart, long restartMillis, long staffGap) {
        return new AttendancePolicy(
                2, 600_000, 900_000, mode, 600_000, 600_000, true, false, bridged, restart, restartMillis, staffGap);
    }

    private static SampleLedger vector() {
        return SampleLedger.evening("18:02:00")
                .join("ann", "tab-a", "18:05:00")
                .come("ann", "tab-b", "18:30:00")
                .lose("ann", "tab-a", "18:40:30", "18:40:30")
                .leave("ann", "18:41:00")
                .come("ann", "tab-c", "18:42:10")
                .pause("18:50:00", "19:00:00")
                .lose("counselor", "counselor-1", "19:10:00", "19:10:25")
                .come("counselor", "counselor-2", "19:13:00")
                .end("19:31:00");
    }

    @Test
    void theTestVectorOfTheProgramRulesIsSeventyOneMinutesUncappedAndSeventyCapped() {
        var uncapped = ann(vector(), POLICY.extended());
        assertThat(uncapped.millis()).isEqualTo((71 * 60 + 50) * 1000L);
        assertThat(uncapped.minutes()).isEqualTo(71);
        var capped = ann(vector());
        assertThat(capped.millis()).isEqualTo((70 * 60 + 50) * 1000L);
        assertThat(capped.minutes()).isEqualTo(70);
        assertThat(ServiceUnits.units(new ServiceUnits.FullQuarterHours(), capped.minutes())).isEqualTo(4);
        assertThat(ServiceUnits.units(new ServiceUnits.QuarterHoursByMidpoint(), capped.minutes())).isEqualTo(5);
        assertThat(ServiceUnits.units(ServiceUnits.PerSession.DEFAULT, capped.minutes())).isEqualTo(1);
    }

    @Test
    void theVectorSaysWhyTimeDidNotCount() {
        assertThat(ann(vector()).uncounted())
                .containsExactly(
                        new Uncounted(Uncounted.Reason.AFTER_SCHEDULED_END, intervals("19:30:00", "19:31:00")),
                        new Uncounted(Uncounted.Reason.BREAK, intervals("18:50:00", "19:00:00")),
                        new Uncounted(Uncounted.Reason.STAFF_GAP, intervals("19:10:00", "19:13:00")));
        assertThat(compute(vector(), POLICY).staffGaps()).isEqualTo(intervals("19:10:00", "19:13:00"));
    }

    @Test
    void theVectorDrawsAsPresentGapBreakPresent() {
        assertThat(ann(vector()).segments())
                .extracting(Segment::kind, Segment::during)
                .containsExactly(
                        tuple(Segment.Kind.PRESENT, interval("18:05:00", "18:41:00")),
                        tuple(Segment.Kind.GAP, interval("18:41:00", "18:42:10")),
                        tuple(Segment.Kind.PRESENT, interval("18:42:10", "18:50:00")),
                        tuple(Segment.Kind.BREAK, interval("18:50:00", "19:00:00")),
                        tuple(Segment.Kind.PRESENT, interval("19:00:00", "19:31:00")));
    }

    @Test
    void minutesAreFlooredOnceAndNotPieceByPiece() {
        var ledger =
                SampleLedger.evening("18:00:00")
                        .join("ann", "a1", "18:00:00")
                        .leave("ann", "18:00:40")
                        .come("ann", "a2", "18:10:00")
                        .leave("ann", "18:10:40")
                        .end("19:30:00");
        assertThat(ann(ledger).millis()).isEqualTo(80_000);
        assertThat(ann(ledger).minutes()).isEqualTo(1);
    }

    @Test
    void waitingNeverCounts() {
        var ledger =
                SampleLedger.evening("18:00:00")
                        .expect("ann", Role.PARTICIPANT)
                        .enter("ann", Role.PARTICIPANT, false, "18:00:00")
                        .come("ann", "a1", "18:00:00")
                        .admit("ann", "18:20:00")
                        .end("19:30:00");
        assertThat(ann(ledger).minutes()).isEqualTo(70);
        assertThat(ann(ledger).waitingMillis()).isEqualTo(20 * 60_000);
    }

    @Test
    void lateIsMoreThanTenMinutesAfterTheActualStart() {
        var onTime = SampleLedger.evening("18:04:00").join("ann", "a1", "18:14:00").end("19:30:00");
        assertThat(ann(onTime).status()).isEqualTo(AttendanceStatus.PRESENT);
        var late = SampleLedger.evening("18:04:00").join("ann", "a1", "18:14:01").end("19:30:00");
        assertThat(ann(late).status()).isEqualTo(AttendanceStatus.LATE);
        assertThat(ann(late).lateMinutes()).isEqualTo(10);
    }

    @Test
    void afterFifteenMinutesTheModeDecidesAboutCredit() {
        var ledger = SampleLedger.evening("18:00:00").join("ann", "a1", "18:15:01").end("19:30:00");
        var decides = ann(ledger);
        assertThat(decides.minutes()).isEqualTo(74);
        assertThat(decides.flags()).contains(AttendanceFlag.LATE_CREDIT_UNDECIDED);
        for (LateMode mode : List.of(LateMode.ADMIT_WITHOUT_CREDIT, LateMode.REFUSE)) {
            var none = ann(ledger, policy(mode, false, true, 60_000, 0));
            assertThat(none.minutes()).isZero();
            assertThat(none.status()).isEqualTo(AttendanceStatus.LATE);
            assertThat(none.flags()).contains(AttendanceFlag.LATE_WITHOUT_CREDIT);
            assertThat(none.uncounted())
                    .containsExactly(new Uncounted(Uncounted.Reason.LATE, intervals("18:15:01", "19:30:00")));
        }
    }

    @Test
    void fifteenMinutesLateIsStillWithCredit() {
        var ledger = SampleLedger.evening("18:00:00").join("ann", "a1", "18:15:00").end("19:30:00");
        assertThat(ann(ledger, policy(LateMode.REFUSE, false, true, 60_000, 0)).minutes()).isEqualTo(75);
    }

    @Test
    void leavingMoreThanTenMinutesBeforeTheEndIsEarly() {
        var inTime =
                SampleLedger.evening("18:00:00").join("ann", "a1", "18:00:00").leave("ann", "19:20:00").end("19:45:00");
        assertThat(ann(inTime).status()).isEqualTo(AttendanceStatus.PRESENT);
        var early =
                SampleLedger.evening("18:00:00").join("ann", "a1", "18:00:00").leave("ann", "19:03:00").end("19:30:00");
        assertThat(ann(early).status()).isEqualTo(AttendanceStatus.LEFT_EARLY);
        assertThat(ann(early).earlyMinutes()).isEqualTo(27);
    }

    @Test
    void aConnectionThatNeverCameBackIsATechnicalFailure() {
        var ledger =
                SampleLedger.evening("18:00:00")
                        .join("ann", "a1", "18:00:00")
                        .lose("ann", "a1", "18:40:00", "18:40:25")
                        .end("19:30:00");
        assertThat(ann(ledger).status()).isEqualTo(AttendanceStatus.TECHNICAL_FAILURE);
        assertThat(ann(ledger).minutes()).isEqualTo(40);
    }

    @Test
    void aLongAbsenceInBetweenOrBothEndsMissingIsPartial() {
        var away =
                SampleLedger.evening("18:00:00")
                        .join("ann", "a1", "18:00:00")
                        .lose("ann", "a1", "18:30:00", "18:30:25")
                        .come("ann", "a2", "18:44:00")
                        .end("19:30:00");
        assertThat(ann(away).status()).isEqualTo(AttendanceStatus.PARTIAL);
        var bothEnds =
                SampleLedger.evening("18:00:00").join("ann", "a1", "18:12:00").leave("ann", "19:00:00").end("19:30:00");
        assertThat(ann(bothEnds).status()).isEqualTo(AttendanceStatus.PARTIAL);
    }

    @Test
    void beingOutDuringTheBreakDoesNotMakePartial() {
        var ledger =
                SampleLedger.evening("18:00:00")
                        .join("ann", "a1", "18:00:00")
                        .leave("ann", "18:49:00")
                        .pause("18:50:00", "19:10:00")
                        .come("ann", "a2", "19:11:00")
                        .end("19:30:00");
        assertThat(ann(ledger).status()).isEqualTo(AttendanceStatus.PRESENT);
    }

    @Test
    void removedNotAdmittedNoShowAndCancelledAreTold() {
        var removed =
                SampleLedger.evening("18:00:00")
                        .join("ann", "a1", "18:00:00")
                        .remove("ann", RemovalKind.BARRED, "18:30:00")
                        .end("19:30:00");
        assertThat(ann(removed).status()).isEqualTo(AttendanceStatus.REMOVED);
        var waited =
                SampleLedger.evening("18:00:00")
                        .expect("ann", Role.PARTICIPANT)
                        .enter("ann", Role.PARTICIPANT, false, "18:05:00")
                        .come("ann", "a1", "18:05:00")
                        .end("19:30:00");
        assertThat(ann(waited).status()).isEqualTo(AttendanceStatus.NOT_ADMITTED);
        var absent = SampleLedger.evening("18:00:00").expect("ann", Role.PARTICIPANT).end("19:30:00");
        assertThat(ann(absent).status()).isEqualTo(AttendanceStatus.NO_SHOW);
        var cancelled =
                new SampleLedger(RoomKind.SKILLS, "18:00:00", "19:30:00")
                        .expect("ann", Role.PARTICIPANT)
                        .notHeld("20:00:00");
        assertThat(ann(cancelled).status()).isEqualTo(AttendanceStatus.CANCELLED_BY_PROGRAM);
    }

    @Test
    void theNumberInGroupCountsParticipantsWithAFullMinuteAndNobodyElse() {
        var ledger =
                SampleLedger.evening("18:00:00")
                        .join("ann", "a1", "18:00:00")
                        .join("bo", "b1", "18:00:00")
                        .leave("bo", "18:00:59")
                        .enter("guest", Role.GUEST, false, "18:00:00")
                        .come("guest", "g1", "18:00:00")
                        .admit("guest", "18:00:00")
                        .end("19:30:00");
        assertThat(compute(ledger, POLICY).numberInGroup()).isEqualTo(1);
        assertThat(compute(ledger, POLICY).people())
                .extracting(PersonAttendance::person)
                .containsExactly(ANN, new PersonId("bo"));
    }

    @Test
    void aStaffGapUpToTheToleranceCountsAndALongerOneCostsAllOfIt() {
        var ledger =
                SampleLedger.evening("18:00:00")
                        .join("ann", "a1", "18:00:00")
                        .lose("counselor", "counselor-1", "18:30:00", "18:30:20")
                        .come("counselor", "counselor-2", "18:30:30")
                        .end("19:30:00");
        assertThat(ann(ledger).millis()).isEqualTo(90 * 60_000 - 30_000);
        assertThat(ann(ledger, policy(LateMode.REFUSE, false, true, 60_000, 30_000)).millis()).isEqualTo(90 * 60_000);
        assertThat(ann(ledger, policy(LateMode.REFUSE, false, true, 60_000, 29_999)).millis())
                .isEqualTo(90 * 60_000 - 30_000);
    }

    @Test
    void staffWhoNeverComeBackAreNoBlipWhateverTheTolerance() {
        var ledger =
                SampleLedger.evening("18:00:00")
                        .join("ann", "a1", "18:00:00")
                        .lose("counselor", "counselor-1", "19:29:50", "19:30:00")
                        .end("19:30:00");
        assertThat(ann(ledger, policy(LateMode.REFUSE, false, true, 60_000, 60_000)).millis())
                .isEqualTo(90 * 60_000 - 10_000);
    }

    private static SampleLedger talkApart() {
        return SampleLedger.evening("18:00:00")
                .join("ann", "a1", "18:00:00")
                .join("bo", "b1", "18:00:00")
                .aside("ann", "18:30:00", "18:40:00")
                .end("19:30:00");
    }

    @Test
    void timeApartIsNoTimeWithTheGroupAndIsDrawn() {
        var ann = ann(talkApart());
        assertThat(ann.minutes()).isEqualTo(80);
        assertThat(ann.status()).isEqualTo(AttendanceStatus.PRESENT);
        assertThat(ann.uncounted())
                .containsExactly(new Uncounted(Uncounted.Reason.ASIDE, intervals("18:30:00", "18:40:00")));
        assertThat(ann.segments())
                .extracting(Segment::kind, Segment::during)
                .containsExactly(
                        tuple(Segment.Kind.PRESENT, interval("18:00:00", "18:30:00")),
                        tuple(Segment.Kind.ASIDE, interval("18:30:00", "18:40:00")),
                        tuple(Segment.Kind.PRESENT, interval("18:40:00", "19:30:00")));
    }

    @Test
    void aGroupWhoseOnlyQualifiedStaffSteppedAsideIsWithoutStaffForThatTime() {
        var session = compute(talkApart(), POLICY);
        assertThat(session.staffGaps()).isEqualTo(intervals("18:30:00", "18:40:00"));
        var bo = session.person(new PersonId("bo")).orElseThrow();
        assertThat(bo.minutes()).isEqualTo(80);
        assertThat(bo.uncounted())
                .containsExactly(new Uncounted(Uncounted.Reason.STAFF_GAP, intervals("18:30:00", "18:40:00")));
    }

    @Test
    void withAnotherQualifiedInTheRoomTheGroupGoesOnCounting() {
        var ledger =
                talkApartWith(
                        SampleLedger.evening("18:00:00")
                                .staff("cole", Role.CO_FACILITATOR, true)
                                .come("cole", "cole-1", "17:56:00"));
        assertThat(compute(ledger, POLICY).staffGaps()).isEqualTo(Intervals.NONE);
        assertThat(compute(ledger, POLICY).person(new PersonId("bo")).orElseThrow().minutes()).isEqualTo(90);
        var peer =
                talkApartWith(
                        SampleLedger.evening("18:00:00")
                                .staff("pia", Role.PEER_MENTOR, false)
                                .come("pia", "pia-1", "17:56:00"));
        assertThat(compute(peer, POLICY).staffGaps()).isEqualTo(intervals("18:30:00", "18:40:00"));
    }

    private static SampleLedger talkApartWith(SampleLedger evening) {
        return evening.join("ann", "a1", "18:00:00")
                .join("bo", "b1", "18:00:00")
                .aside("ann", "18:30:00", "18:40:00")
                .end("19:30:00");
    }

    @Test
    void aReconnectWhileApartIsAGapAndNoTimeApart() {
        var ledger =
                SampleLedger.evening("18:00:00")
                        .join("ann", "a1", "18:00:00")
                        .stepAside("ann", "18:30:00")
                        .lose("ann", "a1", "18:33:00", "18:33:20")
                        .come("ann", "a2", "18:34:00")
                        .endAside("ann", "18:40:00")
                        .end("19:30:00");
        assertThat(ann(ledger).uncounted())
                .containsExactly(
                        new Uncounted(
                                Uncounted.Reason.ASIDE, intervals("18:30:00", "18:33:00", "18:34:00", "18:40:00")));
        assertThat(ann(ledger).minutes()).isEqualTo(80);
    }

    @Test
    void aModeratorQualifiesInASupportGroupAndNotInTherapy() {
        for (RoomKind kind : List.of(RoomKind.SUPPORT, RoomKind.THERAPY)) {
            var ledger =
                    new SampleLedger(kind, "18:00:00", "19:30:00")
                            .staff("mo", Role.MODERATOR, false)
                            .come("mo", "mo-1", "17:55:00")
                            .start("18:00:00")
                            .join("ann", "a1", "18:00:00")
                            .end("19:00:00");
            assertThat(ann(ledger).minutes()).isEqualTo(kind == RoomKind.SUPPORT ? 60 : 0);
        }
    }

    @Test
    void aReconnectIsNotCreditedUnlessThePolicySaysSo() {
        var ledger =
                SampleLedger.evening("18:00:00")
                        .join("ann", "a1", "18:00:00")
                        .lose("ann", "a1", "18:30:00", "18:30:25")
                        .come("ann", "a2", "18:31:42")
                        .end("19:30:00");
        assertThat(ann(ledger).millis()).isEqualTo(90 * 60_000 - 102_000);
        var bridged = ann(ledger, policy(LateMode.REFUSE, true, true, 60_000, 0));
        assertThat(bridged.millis()).isEqualTo(90 * 60_000);
        assertThat(bridged.flags()).contains(AttendanceFlag.GAP_CREDITED);
    }

    @Test
    void ourOwnPlannedRestartIsCreditedToEverybodyForAtMostAMinute() {
        var ledger =
                SampleLedger.evening("18:00:00")
                        .join("ann", "a1", "18:00:00")
                        .lose("ann", "a1", "18:30:00", "18:30:00", LeaveReason.DRAINED)
                        .lose("counselor", "counselor-1", "18:30:00", "18:30:00", LeaveReason.DRAINED)
                        .come("counselor", "counselor-2", "18:30:10")
                        .come("ann", "a2", "18:30:12")
                        .lose("ann", "a2", "18:40:00", "18:40:00", LeaveReason.DRAINED)
                        .come("ann", "a3", "18:41:15")
                        .end("19:30:00");
        assertThat(ann(ledger).millis()).isEqualTo(90 * 60_000 - 15_000);
        assertThat(ann(ledger).flags()).contains(AttendanceFlag.RESTART_CREDITED);
        assertThat(ann(ledger, policy(LateMode.REFUSE, false, false, 60_000, 0)).millis())
                .isEqualTo(90 * 60_000 - 12_000 - 75_000);
        assertThat(ann(ledger, policy(LateMode.REFUSE, false, true, 5_000, 0)).millis())
                .isEqualTo(90 * 60_000 - 7_000 - 70_000);
    }

    @Test
    void aRestartAfterWhichNobodyCameBackIsNotCredited() {
        var ledger =
                SampleLedger.evening("18:00:00")
                        .join("ann", "a1", "18:00:00")
                        .lose("ann", "a1", "18:30:00", "18:30:00", LeaveReason.DRAINED)
                        .end("19:30:00");
        assertThat(ann(ledger).minutes()).isEqualTo(30);
    }

    @Test
    void aReopenedSessionAddsItsTimeAndItsPauseCountsForNobody() {
        var ledger =
                SampleLedger.evening("18:00:00")
                        .join("ann", "a1", "18:00:00")
                        .end("18:40:00")
                        .come("counselor", "counselor-2", "18:49:00")
                        .reopen("18:50:00")
                        .come("ann", "a2", "18:51:00")
                        .end("19:20:00");
        assertThat(ann(ledger).minutes()).isEqualTo(40 + 29);
        assertThat(compute(ledger, POLICY).endedAt()).hasValue(millis("19:20:00"));
    }

    @Test
    void phoneTimeEnteredByStaffFollowsTheSameFormula() {
        var ledger =
                SampleLedger.evening("18:00:00")
                        .expect("ann", Role.PARTICIPANT)
                        .pause("18:50:00", "19:00:00")
                        .end("19:30:00");
        var ann = ann(ledger, POLICY, new PhonePresence(ANN, interval("17:50:00", "19:10:00")));
        assertThat(ann.minutes()).isEqualTo(60);
        assertThat(ann.source()).isEqualTo(AttendanceSource.MANUAL);
        assertThat(ann.status()).isEqualTo(AttendanceStatus.LEFT_EARLY);
        assertThat(ann.flags()).contains(AttendanceFlag.BY_PHONE);
    }

    @Test
    void overlappingPhoneAndBrowserCountOnce() {
        var ledger = SampleLedger.evening("18:00:00").join("ann", "a1", "18:00:00").end("19:30:00");
        var ann = ann(ledger, POLICY, new PhonePresence(ANN, interval("18:10:00", "18:30:00")));
        assertThat(ann.minutes()).isEqualTo(90);
        assertThat(ann.source()).isEqualTo(AttendanceSource.LEDGER_AND_MANUAL);
    }

    @Test
    void aLiveSessionIsProvisionalAndCallsNobodyEarly() {
        var ledger = SampleLedger.evening("18:00:00").join("ann", "a1", "18:00:00").leave("ann", "18:20:00");
        var presence = PresenceFold.fold(ledger.facts(), OptionalLong.of(millis("19:00:00")));
        var session = CountableTime.compute(ledger.plan(), presence, POLICY, List.of());
        assertThat(session.provisional()).isTrue();
        assertThat(session.endedAt()).isEmpty();
        assertThat(session.person(ANN).orElseThrow().status()).isEqualTo(AttendanceStatus.PRESENT);
    }

    @Test
    void somebodyWhoIsNotOnTheRosterIsCountedAndMarked() {
        var ledger =
                SampleLedger.evening("18:00:00")
                        .enter("ann", Role.PARTICIPANT, false, "18:00:00")
                        .come("ann", "a1", "18:00:00")
                        .admit("ann", "18:00:00")
                        .end("19:30:00");
        assertThat(ann(ledger).minutes()).isEqualTo(90);
        assertThat(ann(ledger).flags()).contains(AttendanceFlag.NOT_ON_ROSTER);
    }

    @Test
    void theDefaultsAreTheProgramRules() {
        assertThat(POLICY)
                .isEqualTo(
                        new AttendancePolicy(
                                1,
                                600_000,
                                900_000,
                                LateMode.FACILITATOR_DECIDES,
                                600_000,
                                600_000,
                                true,
                                false,
                                false,
                                true,
                                60_000,
                                0));
        assertThatThrownBy(() -> policy(LateMode.REFUSE, false, true, 60_001, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
