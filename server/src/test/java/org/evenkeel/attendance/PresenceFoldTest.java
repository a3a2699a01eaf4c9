package org.evenkeel.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.attendance.SampleLedger.intervals;
import static org.evenkeel.attendance.SampleLedger.millis;

import org.evenkeel.room.LeaveReason;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.RemovalKind;
import org.evenkeel.room.Role;
import org.evenkeel.room.RoomEvent;
import org.evenkeel.room.RoomKind;
import org.evenkeel.room.WaitingCause;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/** What each fact means for presence. */
class PresenceFoldTest {

    private static SessionPresence fold(SampleLedger ledger) {
        return PresenceFold.fold(ledger.facts(), OptionalLong.empty());
    }

    private static MemberPresence ann(SampleLedger ledger) {
        return fold(ledger).people().get(new PersonId("ann")).members().getFirst();
    }

    private static SampleLedger withAnn() {
        return SampleLedger.evening("18:00:00").join("ann", "a1", "18:10:00");
    }

    @Test
    void aNewerTabEndsTheOlderOneAndTheTimeCountsOnce() {
        var ann = ann(withAnn().come("ann", "a2", "18:20:00").leave("ann", "18:30:00").end("19:30:00"));
        assertThat(ann.connected()).isEqualTo(intervals("18:10:00", "18:30:00"));
    }

    @Test
    void aLossClosesAtItsLastSignOfLifeAndNotAtItsDetection() {
        var ann = ann(withAnn().lose("ann", "a1", "18:20:00", "18:20:25").end("19:30:00"));
        assertThat(ann.connected()).isEqualTo(intervals("18:10:00", "18:20:00"));
    }

    @Test
    void aLossNeverReachesBackBeyondItsAttach() {
        var ann = ann(withAnn().lose("ann", "a1", "18:00:00", "18:20:25").end("19:30:00"));
        assertThat(ann.connected()).isEqualTo(Intervals.NONE);
    }

    @Test
    void aLateWordAboutAnOlderConnectionShortensOnlyThatOne() {
        var ann =
                ann(withAnn().come("ann", "a2", "18:20:00").lose("ann", "a1", "18:15:00", "18:21:00").end("19:30:00"));
        assertThat(ann.connected()).isEqualTo(intervals("18:10:00", "18:15:00", "18:20:00", "19:30:00"));
    }

    @Test
    void aLossThatWasWrongIsAsIfItHadNeverBeen() {
        var ann =
                ann(
                        withAnn()
                                .lose("ann", "a1", "18:20:00", "18:20:12")
                                .confirm("ann", "a1", "18:20:20")
                                .leave("ann", "19:00:00")
                                .end("19:30:00"));
        assertThat(ann.connected()).isEqualTo(intervals("18:10:00", "19:00:00"));
        assertThat(ann.lostAt()).isEmpty();
    }

    @Test
    void aConfirmedConnectionCanBeLostAgainForGood() {
        var ann =
                ann(
                        withAnn()
                                .lose("ann", "a1", "18:20:00", "18:20:12")
                                .confirm("ann", "a1", "18:20:20")
                                .lose("ann", "a1", "18:50:00", "18:50:25")
                                .end("19:30:00"));
        assertThat(ann.connected()).isEqualTo(intervals("18:10:00", "18:50:00"));
    }

    @Test
    void confirmingAnOldConnectionRestoresItOnlyUpToTheNewerOne() {
        var ann =
                ann(
                        withAnn()
                                .lose("ann", "a1", "18:20:00", "18:20:12")
                                .come("ann", "a2", "18:20:15")
                                .lose("ann", "a2", "18:40:00", "18:40:25")
                                .confirm("ann", "a1", "18:41:00")
                                .end("19:30:00"));
        assertThat(ann.connected()).isEqualTo(intervals("18:10:00", "18:40:00"));
    }

    @Test
    void leavingAfterALossDoesNotLengthenIt() {
        var ann = ann(withAnn().lose("ann", "a1", "18:20:00", "18:20:25").leave("ann", "18:22:00").end("19:30:00"));
        assertThat(ann.connected()).isEqualTo(intervals("18:10:00", "18:20:00"));
    }

    @Test
    void waitingIsNotBeingAdmittedAndKeepsItsCause() {
        var ann =
                ann(
                        SampleLedger.evening("18:00:00")
                                .enter("ann", Role.PARTICIPANT, false, "18:01:00")
                                .come("ann", "a1", "18:01:00")
                                .admit("ann", "18:05:00")
                                .sendBack("ann", "18:30:00")
                                .admit("ann", "18:35:00")
                                .park("ann", "18:50:00")
                                .end("19:00:00"));
        assertThat(ann.waiting(WaitingCause.ARRIVED)).isEqualTo(intervals("18:01:00", "18:05:00"));
        assertThat(ann.waiting(WaitingCause.SENT_BACK)).isEqualTo(intervals("18:30:00", "18:35:00"));
        assertThat(ann.waiting(WaitingCause.PARKED)).isEqualTo(intervals("18:50:00", "19:00:00"));
        assertThat(ann.admitted()).isEqualTo(intervals("18:05:00", "18:30:00", "18:35:00", "18:50:00"));
    }

    @Test
    void removalTakesSeatAndApprovalAndComingBackIsWaiting() {
        var ann =
                ann(
                        withAnn()
                                .remove("ann", RemovalKind.MAY_RETURN, "18:30:00")
                                .come("ann", "a2", "18:40:00")
                                .admit("ann", "18:45:00")
                                .end("19:30:00"));
        assertThat(ann.connected()).isEqualTo(intervals("18:10:00", "18:30:00", "18:40:00", "19:30:00"));
        assertThat(ann.admitted()).isEqualTo(intervals("18:10:00", "18:30:00", "18:45:00", "19:30:00"));
        assertThat(ann.waiting(WaitingCause.CAME_BACK)).isEqualTo(intervals("18:40:00", "18:45:00"));
    }

    @Test
    void anUndoneRemovalApprovesAgainButTheSeatHasToBeTakenAnew() {
        var ann =
                ann(
                        withAnn()
                                .remove("ann", RemovalKind.BARRED, "18:30:00")
                                .undoRemoval("ann", "18:30:08")
                                .come("ann", "a2", "18:30:20")
                                .end("19:30:00"));
        assertThat(ann.admitted()).isEqualTo(intervals("18:10:00", "18:30:00", "18:30:08", "19:30:00"));
        assertThat(ann.connected()).isEqualTo(intervals("18:10:00", "18:30:00", "18:30:20", "19:30:00"));
    }

    @Test
    void anUndoneRemovalOfSomebodyNeverAdmittedIsWaitingAgain() {
        var ann =
                ann(
                        SampleLedger.evening("18:00:00")
                                .enter("ann", Role.PARTICIPANT, false, "18:01:00")
                                .come("ann", "a1", "18:01:00")
                                .remove("ann", RemovalKind.BARRED, "18:02:00")
                                .undoRemoval("ann", "18:02:05")
                                .come("ann", "a2", "18:03:00")
                                .end("18:10:00"));
        assertThat(ann.admitted()).isEqualTo(Intervals.NONE);
        assertThat(ann.waiting(WaitingCause.ARRIVED))
                .isEqualTo(intervals("18:01:00", "18:02:00", "18:03:00", "18:10:00"));
    }

    @Test
    void decliningEndsTheConnection() {
        var ann =
                ann(
                        SampleLedger.evening("18:00:00")
                                .enter("ann", Role.PARTICIPANT, false, "18:01:00")
                                .come("ann", "a1", "18:01:00")
                                .decline("ann", "18:02:00")
                                .end("18:10:00"));
        assertThat(ann.connected()).isEqualTo(intervals("18:01:00", "18:02:00"));
    }

    @Test
    void theEndClosesConnectionsBreaksAndTheSpanAndAReopeningAddsAnotherSpan() {
        var ledger =
                withAnn()
                        .add("18:50:00", new RoomEvent.BreakStarted(SampleLedger.member("counselor")))
                        .end("19:00:00")
                        .come("counselor", "counselor-2", "19:04:00")
                        .reopen("19:05:00")
                        .come("ann", "a2", "19:06:00")
                        .end("19:20:00");
        var session = fold(ledger);
        assertThat(session.actual()).isEqualTo(intervals("18:00:00", "19:00:00", "19:05:00", "19:20:00"));
        assertThat(session.breaks()).isEqualTo(intervals("18:50:00", "19:00:00"));
        assertThat(ann(ledger).connected()).isEqualTo(intervals("18:10:00", "19:00:00", "19:06:00", "19:20:00"));
        assertThat(ann(ledger).admitted()).isEqualTo(intervals("18:10:00", "19:20:00"));
    }

    @Test
    void anOrphanOfALiveSessionLastsUntilTheCallersClockAndWithoutOneUntilTheLastFact() {
        var facts = withAnn().pause("18:30:00", "18:40:00").facts();
        var ann = new PersonId("ann");
        var live = PresenceFold.fold(facts, OptionalLong.of(millis("18:45:00")));
        assertThat(live.people().get(ann).members().getFirst().connected())
                .isEqualTo(intervals("18:10:00", "18:45:00"));
        var silent = PresenceFold.fold(facts, OptionalLong.empty());
        assertThat(silent.people().get(ann).members().getFirst().connected())
                .isEqualTo(intervals("18:10:00", "18:40:00"));
    }

    @Test
    void onlyAHoleInWhichTheSeatWasKeptIsAGapOfAReconnect() {
        var ann =
                ann(
                        withAnn()
                                .lose("ann", "a1", "18:20:00", "18:20:25")
                                .come("ann", "a2", "18:21:00")
                                .lose("ann", "a2", "18:30:00", "18:30:25", LeaveReason.DRAINED)
                                .leave("ann", "18:32:25")
                                .come("ann", "a3", "18:40:00")
                                .end("19:30:00"));
        assertThat(ann.gaps())
                .containsExactly(new ConnectionGap(SampleLedger.interval("18:20:00", "18:21:00"), LeaveReason.NETWORK));
    }

    @Test
    void timeApartStandsForBothOfThem() {
        var people = fold(withAnn().aside("ann", "18:30:00", "18:40:00").end("19:30:00")).people();
        for (String who : List.of("ann", "counselor")) {
            assertThat(people.get(new PersonId(who)).members().getFirst().asides())
                    .as(who)
                    .isEqualTo(intervals("18:30:00", "18:40:00"));
        }
    }

    @Test
    void theEndOfTheSessionEndsATalkApartAndAnOpenOneLastsAsLongAsTheLedgerSpeaks() {
        var ended = withAnn().stepAside("ann", "19:20:00").end("19:30:00").reopen("19:40:00").end("19:50:00");
        assertThat(ann(ended).asides()).isEqualTo(intervals("19:20:00", "19:30:00"));
        var open =
                PresenceFold.fold(withAnn().stepAside("ann", "18:30:00").facts(), OptionalLong.of(millis("18:33:00")));
        assertThat(open.people().get(new PersonId("ann")).members().getFirst().asides())
                .isEqualTo(intervals("18:30:00", "18:33:00"));
    }

    @Test
    void aTalkApartThatHealingPutInTwiceBeginsOnce() {
        var ann = ann(withAnn().stepAside("ann", "18:30:00").aside("ann", "18:31:00", "18:40:00").end("19:30:00"));
        assertThat(ann.asides()).isEqualTo(intervals("18:30:00", "18:40:00"));
    }

    @Test
    void qualifiedTimeFollowsTheRoleOfEachMoment() {
        var ledger =
                new SampleLedger(RoomKind.THERAPY, "18:00:00", "19:30:00")
                        .enter("dana", Role.MODERATOR, false, "18:00:00")
                        .enter("dana", Role.CO_FACILITATOR, true, "18:30:00")
                        .end("19:00:00");
        var dana = fold(ledger).people().get(new PersonId("dana")).members().getFirst();
        assertThat(dana.qualified(RoomKind.THERAPY)).isEqualTo(intervals("18:30:00", "19:00:00"));
        assertThat(dana.qualified(RoomKind.SUPPORT)).isEqualTo(intervals("18:00:00", "19:00:00"));
    }

    @Test
    void factsAreReadInTheOrderOfTheirPlacesHoweverTheyArrive() {
        List<LedgerFact> shuffled =
                new ArrayList<>(
                        withAnn()
                                .lose("ann", "a1", "18:20:00", "18:20:25")
                                .come("ann", "a2", "18:21:00")
                                .end("19:30:00")
                                .facts());
        var inOrder = PresenceFold.fold(shuffled, OptionalLong.empty());
        Collections.reverse(shuffled);
        assertThat(PresenceFold.fold(shuffled, OptionalLong.empty())).isEqualTo(inOrder);
    }

    @Test
    void anEntryThatHealingPutInAgainCountsOnce() {
        var once = withAnn().end("19:30:00");
        var twice = withAnn().newEpoch(4).come("ann", "a1", "18:11:00").admit("ann", "18:11:00").end("19:30:00");
        assertThat(ann(twice).connected()).isEqualTo(ann(once).connected());
        assertThat(ann(twice).admitted()).isEqualTo(ann(once).admitted());
    }

    @Test
    void factsAboutNobodyKnownAreCountedAndNotGuessed() {
        var ledger =
                withAnn().leave("nobody", "18:20:00").lose("ann", "never-seen", "18:20:00", "18:20:25").end("19:30:00");
        assertThat(fold(ledger).unplaced()).isEqualTo(2);
        assertThat(ann(ledger).connected()).isEqualTo(intervals("18:10:00", "19:30:00"));
    }
}
