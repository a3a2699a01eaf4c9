package org.evenkeel.api;

import org.evenkeel.attendance.AttendanceSource;
import org.evenkeel.attendance.PersonAttendance;
import org.evenkeel.attendance.SessionAttendance;
import org.evenkeel.export.Part2Notice;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.program.Access;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.GateAnswers;
import org.evenkeel.program.GateForm;
import org.evenkeel.program.ProgramProblem;
import org.evenkeel.record.Change;
import org.evenkeel.record.Correction;
import org.evenkeel.record.PersonFacts;
import org.evenkeel.record.ReviewSheet;
import org.evenkeel.record.Seal;
import org.evenkeel.room.PersonId;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Puts a review sheet into the form in which the review page reads it. */
final class AttendanceViews {

    private static final int HASH_BITS = 20;

    private final Clinic clinic;
    private final People people;

    private static final Comparator<PersonView> BY_NAME =
            Comparator.comparing(PersonView::name, String.CASE_INSENSITIVE_ORDER).thenComparing(PersonView::person);

    AttendanceViews(Clinic clinic) {
        this.clinic = clinic;
        this.people = new People(clinic);
    }

    /**
     * Names what a reviewer sees: grows with every fact, correction and seal, and, once the session has ended, is
     * another one when the same facts come to another result.
     */
    static long version(ReviewSheet sheet) {
        long recorded = (long) sheet.facts().size() + sheet.corrections().size() + sheet.seals().size();
        long result = sheet.proposed().provisional() ? 0 : Long.parseLong(sheet.proposedHash().substring(0, 5), 16);
        return (recorded << HASH_BITS) + result;
    }

    AttendanceRecord of(StaffIdentity staff, ReviewSheet sheet) {
        SessionAttendance held = sheet.attendance();
        return new AttendanceRecord(
                sheet.plan().session().value(),
                clinic.settings().current().name(),
                sheet.standing().series(),
                Words.of(held.plan().kind()),
                phase(held),
                sheet.standing().zone().getId(),
                held.plan().scheduledStart(),
                held.plan().scheduledEnd(),
                held.startedAt(),
                held.endedAt(),
                held.numberInGroup(),
                Bars.of(held.breaks()),
                Bars.of(held.staffGaps()),
                held.staffGaps().length(),
                held.people().stream().map(person -> view(staff, sheet, person)).sorted(BY_NAME).toList(),
                corrections(sheet, each -> !isAmendment(each)),
                corrections(sheet, AttendanceViews::isAmendment),
                sheet.seal().map(seal -> view(sheet, seal)),
                Part2Notice.TEXT,
                version(sheet),
                may(staff, sheet),
                missing(sheet));
    }

    private static String phase(SessionAttendance held) {
        if (held.startedAt().isEmpty()) {
            return held.provisional() ? "prepared" : "ended";
        }
        return held.provisional() ? "started" : "ended";
    }

    private PersonView view(StaffIdentity staff, ReviewSheet sheet, PersonAttendance person) {
        return new PersonView(
                person.person().value(),
                name(sheet, person.person()),
                Bars.of(person),
                person.millis(),
                person.minutes(),
                person.status().code(),
                positive(person.lateMinutes()),
                positive(person.earlyMinutes()),
                AttendanceFlags.of(person, gate(staff, sheet, person.person())),
                sheet.corrections().reversed().stream()
                        .filter(each -> each.person().equals(person.person()))
                        .findFirst()
                        .map(Correction::reason),
                person.source() == AttendanceSource.MANUAL ? "manual" : "system");
    }

    private static OptionalLong positive(long minutes) {
        return minutes > 0 ? OptionalLong.of(minutes) : OptionalLong.empty();
    }

    /** Answers at the gate, for those who may see them and as long as they may; nothing for others. */
    private Optional<GateForm> gate(StaffIdentity staff, ReviewSheet sheet, PersonId person) {
        try {
            return clinic.gate()
                    .read(staff.caller(), sheet.plan().session(), person)
                    .filter(GateAnswers::complete)
                    .map(GateAnswers::form);
        } catch (ProgramProblem problem) {
            return switch (problem.code()) {
                case NOT_ALLOWED, NOT_FOUND, CLOSED -> Optional.empty();
                case CONFLICT, TAKEN, MISSING, TOO_LONG, BAD_VALUE, INACTIVE -> throw problem;
            };
        }
    }

    private List<CorrectionView> corrections(ReviewSheet sheet, Predicate<Correction> which) {
        return sheet.corrections().stream().filter(which).map(each -> view(sheet, each)).toList();
    }

    private CorrectionView view(ReviewSheet sheet, Correction correction) {
        Change change = correction.change();
        return new CorrectionView(
                Integer.toString(correction.number()),
                correction.person().value(),
                name(sheet, correction.person()),
                correction.by().value(),
                name(sheet, correction.by()),
                correction.at(),
                correction.reason(),
                change instanceof Change.MinutesSet minutes
                        ? OptionalLong.of(minutes.oldValue())
                        : OptionalLong.empty(),
                change instanceof Change.MinutesSet minutes
                        ? OptionalLong.of(minutes.newValue())
                        : OptionalLong.empty(),
                change instanceof Change.StatusSet status ? Optional.of(status.oldValue().code()) : Optional.empty(),
                change instanceof Change.StatusSet status ? Optional.of(status.newValue().code()) : Optional.empty());
    }

    private SignatureView view(ReviewSheet sheet, Seal seal) {
        return new SignatureView(
                seal.signer().value(),
                name(sheet, seal.signer()),
                facts(sheet, seal.signer()).flatMap(PersonFacts::credential).orElse(""),
                seal.signedAt(),
                seal.hash());
    }

    private static boolean isAmendment(Correction correction) {
        return correction.number() >= Correction.AMENDMENTS_FROM;
    }

    private static May may(StaffIdentity staff, ReviewSheet sheet) {
        boolean signs =
                staff.caller().may(Access.Action.CHANGE, Access.SIGNATURES)
                        && !sheet.proposed().provisional()
                        && sheet.standing()
                                .plan()
                                .entry(staff.member().id())
                                .filter(each -> each.maySign())
                                .isPresent();
        boolean corrects = staff.caller().may(Access.Action.CHANGE, Access.ATTENDANCE);
        return new May(corrects && !sheet.signed(), signs && !sheet.signed(), signs && sheet.signed(), true);
    }

    /** Those who were expected and of whom nothing is recorded: choices of the entry by hand. */
    private List<Missing> missing(ReviewSheet sheet) {
        return sheet.attendance().people().stream()
                .filter(person -> person.source() == AttendanceSource.NONE)
                .map(person -> new Missing(person.person().value(), name(sheet, person.person())))
                .toList();
    }

    /** The name as the record knows it, or of staff who are not on the roster. */
    private String name(ReviewSheet sheet, PersonId person) {
        return facts(sheet, person)
                .map(PersonFacts::name)
                .or(() -> people.staff(person).map(found -> found.details().fullName()))
                .or(() -> people.participant(person).map(found -> found.details().fullName()))
                .orElse(ProgramDirectory.NEUTRAL_NAME);
    }

    private static Optional<PersonFacts> facts(ReviewSheet sheet, PersonId person) {
        return Optional.ofNullable(sheet.standing().people().get(person));
    }

    record AttendanceRecord(
            String session,
            String clinic,
            String title,
            String kind,
            String phase,
            String timeZone,
            long scheduledStart,
            long scheduledEnd,
            OptionalLong startedAt,
            OptionalLong endedAt,
            int numberInGroup,
            List<Bars.Span> breaks,
            List<Bars.Span> staffGaps,
            long staffGapMillis,
            List<PersonView> people,
            List<CorrectionView> corrections,
            List<CorrectionView> amendments,
            Optional<SignatureView> signature,
            String notice,
            long version,
            May may,
            List<Missing> missing) {}

    record PersonView(
            String person,
            String name,
            List<Bars.Piece> intervals,
            long countableMillis,
            long minutes,
            String status,
            OptionalLong lateMinutes,
            OptionalLong earlyMinutes,
            List<AttendanceFlags.Flag> flags,
            Optional<String> note,
            String source) {}

    record CorrectionView(
            String id,
            String person,
            String personName,
            String by,
            String byName,
            long at,
            String reason,
            OptionalLong oldMinutes,
            OptionalLong newMinutes,
            Optional<String> oldStatus,
            Optional<String> newStatus) {}

    record SignatureView(String by, String byName, String credential, long at, String hash) {}

    record May(boolean correct, boolean sign, boolean amend, boolean export) {}

    record Missing(String person, String name) {}
}
