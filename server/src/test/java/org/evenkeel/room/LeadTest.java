package org.evenkeel.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.room.Given.START;
import static org.evenkeel.room.Given.room;
import static org.evenkeel.room.Given.startedRoom;
import static org.evenkeel.room.People.ANN;
import static org.evenkeel.room.People.COLE;
import static org.evenkeel.room.People.FAY;
import static org.evenkeel.room.People.MO;
import static org.evenkeel.room.People.NOBODY;
import static org.evenkeel.room.People.PIA;
import static org.evenkeel.room.People.enters;
import static org.evenkeel.room.People.entersAs;
import static org.evenkeel.room.People.loses;
import static org.evenkeel.room.People.resumes;

import org.evenkeel.room.RoomCommand.HandOverLead;
import org.evenkeel.room.RoomCommand.TakeLead;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** Who leads: from the roster's role, never from being first; handed over, taken, or acting for the one who dropped. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LeadTest {

    private static Optional<Lead> leads(MemberId who) {
        return Optional.of(new Lead(who, Optional.empty()));
    }

    private static Optional<Lead> acts(MemberId who, MemberId insteadOf) {
        return Optional.of(new Lead(who, Optional.of(insteadOf)));
    }

    private static Given faysRoom() {
        return startedRoom().entered(COLE).admitted(ANN);
    }

    @Test
    void the_first_qualified_staff_leads() {
        room().entered(PIA)
                .where(state -> assertThat(state.lead()).isEmpty())
                .when(enters(COLE, 1))
                .thenAmongOthers(new RoomEvent.LeadGiven(COLE, false, Optional.empty()))
                .where(state -> assertThat(state.lead()).isEqualTo(leads(COLE)));
    }

    @Test
    void two_staff_at_once_is_normal_and_changes_no_lead() {
        faysRoom().where(state -> assertThat(state.lead()).isEqualTo(leads(FAY)));
    }

    @Test
    void the_co_facilitator_acts_when_the_lead_drops_and_gives_way_when_he_is_back() {
        faysRoom()
                .when(loses(FAY, 1, START))
                .thenAmongOthers(new RoomEvent.LeadGiven(COLE, true, Optional.empty()))
                .where(state -> assertThat(state.lead()).isEqualTo(acts(COLE, FAY)))
                .when(resumes(FAY, 1, 2))
                .thenAmongOthers(new RoomEvent.LeadGiven(FAY, false, Optional.empty()))
                .where(state -> assertThat(state.lead()).isEqualTo(leads(FAY)));
    }

    @Test
    void a_participant_is_never_promoted_because_staff_dropped() {
        startedRoom()
                .entered(PIA)
                .admitted(ANN)
                .does(loses(FAY, 1, START))
                .where(state -> assertThat(state.lead()).isEqualTo(leads(FAY)));
    }

    @Test
    void the_lead_hands_over_to_qualified_staff_who_is_there() {
        faysRoom()
                .when(FAY, new HandOverLead(COLE))
                .then(new RoomEvent.LeadGiven(COLE, false, Optional.of(FAY)))
                .when(COLE, new HandOverLead(FAY))
                .then(new RoomEvent.LeadGiven(FAY, false, Optional.of(COLE)));
    }

    @Test
    void the_lead_is_handed_to_nobody_else() {
        var room = faysRoom().entered(PIA);
        room.when(FAY, new HandOverLead(NOBODY)).thenRefused(RejectionCode.NO_SUCH_MEMBER);
        room.when(FAY, new HandOverLead(ANN)).thenRefused(RejectionCode.STAFF_ONLY_TARGET);
        room.when(FAY, new HandOverLead(PIA)).thenRefused(RejectionCode.NOT_QUALIFIED);
        room.does(loses(COLE, 1, START)).when(FAY, new HandOverLead(COLE)).thenRefused(RejectionCode.NOT_IN_ROOM);
    }

    @Test
    void only_the_lead_or_a_facilitator_hands_over() {
        var room = room(RoomKind.SUPPORT).entered(FAY, MO, PIA).does(FAY, new HandOverLead(MO));
        room.when(PIA, new HandOverLead(FAY)).thenRefused(RejectionCode.NOT_ALLOWED);
        room.does(FAY, new HandOverLead(PIA));
        room.does(MO, new HandOverLead(PIA));
    }

    @Test
    void handing_over_to_who_leads_is_already_so() {
        faysRoom().does(FAY, new HandOverLead(COLE)).when(FAY, new HandOverLead(COLE)).thenAlreadySo();
    }

    @Test
    void nobody_takes_the_lead_from_somebody_present() {
        faysRoom().when(COLE, new TakeLead()).thenRefused(RejectionCode.NOT_ALLOWED);
    }

    @Test
    void an_acting_lead_can_take_the_lead_and_then_keeps_it() {
        faysRoom()
                .does(loses(FAY, 1, START))
                .when(COLE, new TakeLead())
                .then(new RoomEvent.LeadGiven(COLE, false, Optional.of(COLE)))
                .does(resumes(FAY, 1, 2))
                .where(state -> assertThat(state.lead()).isEqualTo(leads(COLE)))
                .when(COLE, new TakeLead())
                .thenAlreadySo();
    }

    @Test
    void staff_without_the_credential_of_the_kind_take_no_lead() {
        startedRoom()
                .entered(PIA)
                .does(loses(FAY, 1, START))
                .when(PIA, new TakeLead())
                .thenRefused(RejectionCode.NOT_QUALIFIED);
    }

    @Test
    void roles_succeed_in_their_order() {
        room(RoomKind.SUPPORT)
                .entered(FAY, PIA, MO)
                .does(loses(FAY, 1, START))
                .where(state -> assertThat(state.lead()).isEqualTo(acts(MO, FAY)))
                .does(loses(MO, 1, START))
                .where(state -> assertThat(state.lead()).isEqualTo(acts(PIA, FAY)));
    }

    @Test
    void who_is_no_longer_staff_on_the_roster_loses_the_lead() {
        startedRoom().does(entersAs(FAY, 2, Role.PARTICIPANT)).where(state -> assertThat(state.lead()).isEmpty());
    }

    @Test
    void who_is_no_longer_staff_on_the_roster_does_not_get_the_lead_back() {
        faysRoom()
                .does(loses(FAY, 1, START))
                .does(entersAs(FAY, 2, Role.PARTICIPANT))
                .where(state -> assertThat(state.lead()).isEqualTo(leads(COLE)));
    }

    @Test
    void a_lead_who_lost_the_credential_gives_way_to_somebody_qualified() {
        faysRoom()
                .does(enters(FAY, 2, Role.FACILITATOR, false, Expected.TODAY))
                .where(state -> assertThat(state.lead()).isEqualTo(acts(COLE, FAY)));
    }
}
