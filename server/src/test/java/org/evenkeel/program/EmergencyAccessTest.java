package org.evenkeel.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.program.PeopleContracts.isProblem;

import org.evenkeel.program.EmergencyFacts.Kind;
import org.evenkeel.program.ProgramProblem.Code;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Emergency access: at once, for one, for a while; and somebody else looks at it afterwards. */
class EmergencyAccessTest {

    private static final String WHY = "Called in tears, said goodbye";

    private final ClinicFixture fixture = new ClinicFixture();
    private final EmergencyAccesses accesses = fixture.clinic.emergencies();
    private final EmergencyReviews reviews = fixture.clinic.emergencyReviews();
    private final PersonId robin = fixture.participant("robin");
    private final PersonId sky = fixture.participant("sky");
    private final Caller officer = fixture.caller("officer", StaffRole.PRIVACY_OFFICER);

    private void answers(String session, GateForm form, String at) {
        fixture.stores
                .gate()
                .append(
                        new GateAnswers(
                                new SessionId(session),
                                robin,
                                form,
                                "1",
                                form.firstMissing().isEmpty(),
                                ClinicFixture.millis(at)));
    }

    private static GateForm at(String place, String callBack) {
        return new GateForm(
                place, "NY", callBack, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private EmergencyAccess opened(Caller by) {
        return accesses.open(by, robin, WHY);
    }

    private EmergencyAccess kept(String id) {
        return fixture.stores.emergencies().find(id).orElseThrow();
    }

    @Test
    void itShowsTheLastPlaceAndNumberWhicheverSessionTheyWereSaidFor() {
        answers("s1", Samples.completeForm(), "2026-02-20T18:00:00Z");
        answers("s2", at("The bus station", ""), "2026-03-01T18:00:00Z");
        answers("s3", GateForm.blank(), "2026-03-02T10:00:00Z");
        opened(fixture.counselor);
        var facts = accesses.read(fixture.counselor, robin).facts();
        assertThat(facts.place())
                .contains(
                        new EmergencyFacts.Place(
                                "The bus station", "NY", ClinicFixture.millis("2026-03-01T18:00:00Z")));
        assertThat(facts.callBack())
                .contains(new EmergencyFacts.CallBack("555 0102", ClinicFixture.millis("2026-02-20T18:00:00Z")));
        assertThat(facts.participant().details().emergencyContact()).isPresent();
        assertThat(facts.known()).containsExactlyInAnyOrder(Kind.values());
    }

    @Test
    void whereNothingIsKnownItSaysSo() {
        var bare =
                fixture.stores
                        .participants()
                        .save(
                                new Participant(
                                        new PersonId("bare"),
                                        new ParticipantDetails("B-1", "B B", "", Language.EN, "", Optional.empty()),
                                        true,
                                        0))
                        .id();
        accesses.open(fixture.supervisor, bare, WHY);
        assertThat(accesses.read(fixture.supervisor, bare).facts().known()).isEmpty();
    }

    @Test
    void itIsForOneParticipantAndForWhoOpenedItAlone() {
        opened(fixture.counselor);
        isProblem(Code.CLOSED, () -> accesses.read(fixture.counselor, sky));
        isProblem(Code.CLOSED, () -> accesses.read(fixture.supervisor, robin));
        assertThat(accesses.openOf(fixture.counselor)).containsOnlyKeys(robin);
        assertThat(accesses.openOf(fixture.supervisor)).isEmpty();
        assertThat(accesses.openOf(fixture.itAdmin)).isEmpty();
    }

    @Test
    void itEndsByItselfAfterAnHourToTheMillisecond() {
        fixture.at("2026-03-02T15:00:00Z");
        var access = opened(fixture.counselor);
        assertThat(access.endsAt()).isEqualTo(ClinicFixture.millis("2026-03-02T16:00:00Z"));
        fixture.at("2026-03-02T15:59:59.999Z");
        accesses.read(fixture.counselor, robin);
        fixture.at("2026-03-02T16:00:00Z");
        isProblem(Code.CLOSED, () -> accesses.read(fixture.counselor, robin));
        assertThat(accesses.openOf(fixture.counselor)).isEmpty();
        assertThat(kept(access.id()).closedAt()).isEmpty();
        assertThat(kept(access.id()).reads()).isEqualTo(1);
    }

    @Test
    void itsPersonEndsItSooner() {
        var access = opened(fixture.counselor);
        fixture.at("2026-03-02T15:10:00Z");
        accesses.close(fixture.supervisor, robin);
        accesses.read(fixture.counselor, robin);
        accesses.close(fixture.counselor, robin);
        accesses.close(fixture.counselor, robin);
        isProblem(Code.CLOSED, () -> accesses.read(fixture.counselor, robin));
        assertThat(kept(access.id()).closedAt()).hasValue(ClinicFixture.millis("2026-03-02T15:10:00Z"));
    }

    @Test
    void theSameReasonAgainIsTheSameAccessAndAnotherIsAnother() {
        var first = opened(fixture.counselor);
        fixture.at("2026-03-02T15:30:00Z");
        assertThat(accesses.open(fixture.counselor, robin, "  " + WHY.replace(" ", "\n")).id()).isEqualTo(first.id());
        var second = accesses.open(fixture.counselor, robin, "Called again");
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(kept(first.id()).closedAt()).hasValue(ClinicFixture.millis("2026-03-02T15:30:00Z"));
        assertThat(accesses.read(fixture.counselor, robin).access().id()).isEqualTo(second.id());
        fixture.at("2026-03-02T16:30:00Z");
        assertThat(opened(fixture.counselor).id()).as("one that ended is not gone on with").isNotEqualTo(second.id());
    }

    @Test
    void aReasonIsNeededAndBounded() {
        isProblem(Code.MISSING, () -> accesses.open(fixture.counselor, robin, " \n\t "));
        isProblem(Code.TOO_LONG, () -> accesses.open(fixture.counselor, robin, "x".repeat(501)));
        isProblem(Code.BAD_VALUE, () -> accesses.open(fixture.counselor, robin, "bell \u0007"));
        isProblem(Code.NOT_FOUND, () -> accesses.open(fixture.counselor, new PersonId("nobody"), WHY));
        assertThat(fixture.stores.emergencies().figures().all()).isZero();
        assertThat(accesses.open(fixture.counselor, robin, " x ".repeat(125)).reason()).hasSizeLessThan(500);
    }

    @ParameterizedTest
    @EnumSource(StaffRole.class)
    void onlyCounselorsAndSupervisorsOpenReadAndEnd(StaffRole role) {
        Caller caller = fixture.caller("somebody", role);
        switch (role) {
            case COUNSELOR, SUPERVISOR -> {
                accesses.open(caller, robin, WHY);
                accesses.read(caller, robin);
                accesses.close(caller, robin);
            }
            case PEER_MENTOR, MODERATOR, SCHEDULER, IT_ADMIN, PRIVACY_OFFICER -> {
                isProblem(Code.NOT_ALLOWED, () -> accesses.open(caller, robin, WHY));
                isProblem(Code.NOT_ALLOWED, () -> accesses.read(caller, robin));
                isProblem(Code.NOT_ALLOWED, () -> accesses.close(caller, robin));
                assertThat(fixture.stores.emergencies().figures().all()).isZero();
            }
        }
    }

    @Test
    void anOfficerReviewsWhatHasEndedOnceAndNobodyHisOwn() {
        var access = opened(fixture.counselor);
        isProblem(Code.CONFLICT, () -> reviews.review(officer, access.id(), ""));
        accesses.close(fixture.counselor, robin);
        isProblem(Code.NOT_ALLOWED, () -> reviews.review(fixture.supervisor, access.id(), ""));
        Caller both = new Caller(fixture.counselor.person(), Set.of(StaffRole.COUNSELOR, StaffRole.PRIVACY_OFFICER));
        isProblem(Code.NOT_ALLOWED, () -> reviews.review(both, access.id(), ""));
        isProblem(Code.TOO_LONG, () -> reviews.review(officer, access.id(), "x".repeat(501)));
        reviews.review(officer, access.id(), " Right so. ");
        isProblem(Code.CONFLICT, () -> reviews.review(officer, access.id(), "again"));
        isProblem(Code.NOT_FOUND, () -> reviews.review(officer, "nothing", ""));
        assertThat(kept(access.id()).review().orElseThrow().note()).isEqualTo("Right so.");
        assertThat(reviews.waiting(officer)).isEmpty();
        assertThat(reviews.reviewed(officer, Optional.empty(), 5)).hasSize(1);
    }

    @Test
    void supervisorsHearWhenNobodyIsThereWhoLooks() {
        assertThat(reviews.told(fixture.supervisor)).isEqualTo(new EmergencyReviews.Told(0, 0));
        opened(fixture.counselor);
        assertThat(reviews.told(fixture.supervisor)).isEqualTo(new EmergencyReviews.Told(1, 0));
        var staff = fixture.clinic.staff();
        var left = staff.deactivate(fixture.supervisor, officer.person(), 1);
        assertThat(reviews.told(fixture.supervisor)).isEqualTo(new EmergencyReviews.Told(1, 1));
        // Who opened it has the role: that is still nobody.
        staff.change(
                fixture.supervisor,
                fixture.counselor.person(),
                1,
                Samples.staffDetails("counselor", StaffRole.COUNSELOR, StaffRole.PRIVACY_OFFICER));
        accesses.open(fixture.supervisor, sky, WHY);
        assertThat(reviews.told(fixture.supervisor)).isEqualTo(new EmergencyReviews.Told(2, 1));
        staff.reactivate(fixture.supervisor, left.id(), left.version());
        assertThat(reviews.told(officer)).isEqualTo(new EmergencyReviews.Told(2, 0));
        isProblem(Code.NOT_ALLOWED, () -> reviews.told(fixture.counselor));
    }

    @Test
    void supervisorsSeeForAWeekWhoOpenedOne() {
        opened(fixture.counselor);
        assertThat(reviews.recentOpeners(fixture.supervisor)).containsExactly(fixture.counselor.person());
        fixture.at("2026-03-09T15:00:00.001Z");
        assertThat(reviews.recentOpeners(fixture.supervisor)).isEmpty();
        isProblem(Code.NOT_ALLOWED, () -> reviews.recentOpeners(fixture.peer));
    }

    @Test
    void nothingOfItPrintsWordsOrNumbers() {
        answers("s1", Samples.completeForm(), "2026-02-20T18:00:00Z");
        opened(fixture.counselor);
        var shown = accesses.read(fixture.counselor, robin);
        var review = new EmergencyAccess.Review(officer.person(), 1, "a canary of a note");
        assertThat(Map.of(shown, review) + " " + shown.facts().place() + shown.facts().callBack())
                .doesNotContain("tears", "goodbye", "Example", "555", "Testname", "canary", "Contact of");
    }
}
