package org.evenkeel.api;

import org.evenkeel.attendance.AttendanceStatus;
import org.evenkeel.attendance.Interval;
import org.evenkeel.attendance.PersonAttendance;
import org.evenkeel.attendance.SessionAttendance;
import org.evenkeel.audit.AuditAction;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.export.AttendanceCsv;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.program.Access;
import org.evenkeel.program.Clinic;
import org.evenkeel.record.AttendanceBook;
import org.evenkeel.record.Change;
import org.evenkeel.record.Outcome;
import org.evenkeel.record.Refusal;
import org.evenkeel.record.ReviewSheet;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The attendance record of one session: looked at, corrected, signed, amended, exported. */
final class AttendanceApi {

    private static final String RECORD = "/api/staff/sessions/{id}/attendance";
    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_REASON = 500;

    private final Clinic clinic;
    private final AttendanceBook book;
    private final AttendanceViews views;
    private final Json json;

    AttendanceApi(ApiParts parts, Json json) {
        this.clinic = parts.clinic();
        this.book = parts.attendance();
        this.views = new AttendanceViews(parts.clinic());
        this.json = json;
    }

    void addTo(Resources to) {
        to.reading(
                        Access.ATTENDANCE,
                        Audits.ofSession(AuditAction.ATTENDANCE_READ),
                        RECORD,
                        (call, staff, trace) -> reply(staff, shown(sheet(call, staff), trace)))
                .changing(
                        Access.ATTENDANCE,
                        Audits.ofSession(AuditAction.ATTENDANCE_CORRECT),
                        "POST",
                        RECORD + "/corrections",
                        this::correct)
                .changing(
                        Access.ATTENDANCE,
                        Audits.ofSession(AuditAction.ATTENDANCE_BY_HAND),
                        "POST",
                        RECORD + "/manual",
                        this::enterByHand)
                .changing(
                        Access.SIGNATURES,
                        Audits.ofSession(AuditAction.ATTENDANCE_SIGN),
                        "POST",
                        RECORD + "/sign",
                        this::sign)
                .changing(
                        Access.SIGNATURES,
                        Audits.ofSession(AuditAction.ATTENDANCE_AMEND),
                        "POST",
                        RECORD + "/amendments",
                        this::amend)
                .reading(
                        Access.ATTENDANCE, Audits.ofSession(AuditAction.ATTENDANCE_EXPORT), RECORD + ".csv", this::csv);
    }

    /** Minutes first, then the status: each is a correction of its own, with its own old value. */
    private HttpReply correct(HttpCall call, StaffIdentity staff, Trace trace) {
        CorrectionRequest typed = json.read(call, CorrectionRequest.class);
        String reason = reason(typed.reason());
        ReviewSheet seen = seen(call, staff, typed.version());
        PersonId person = Paths.id("person", typed.person(), PersonId::new);
        for (Change change : changes(typed, seen.attendance(), person)) {
            done(book.correct(session(seen), person, change, reason, staff.member().id()));
        }
        return reply(staff, shown(sheet(call, staff), trace));
    }

    private HttpReply enterByHand(HttpCall call, StaffIdentity staff, Trace trace) {
        ManualRequest typed = json.read(call, ManualRequest.class);
        String reason = reason(typed.reason());
        ReviewSheet seen = seen(call, staff, typed.version());
        PersonId person = Paths.id("person", typed.person(), PersonId::new);
        if (typed.to() <= typed.from()) {
            throw ApiProblem.ofField("to");
        }
        Interval during = new Interval(typed.from(), typed.to());
        done(book.enterPhone(session(seen), person, during, reason, staff.member().id()));
        return reply(staff, shown(sheet(call, staff), trace));
    }

    private HttpReply sign(HttpCall call, StaffIdentity staff, Trace trace) {
        ReviewSheet seen = seen(call, staff, json.read(call, SignRequest.class).version());
        done(book.sign(session(seen), staff.member().id(), seen.proposedHash()));
        return reply(staff, shown(sheet(call, staff), trace));
    }

    private HttpReply amend(HttpCall call, StaffIdentity staff, Trace trace) {
        CorrectionRequest typed = json.read(call, CorrectionRequest.class);
        String reason = reason(typed.reason());
        ReviewSheet seen = seen(call, staff, typed.version());
        PersonId person = Paths.id("person", typed.person(), PersonId::new);
        List<AttendanceBook.Amendment> amendments =
                changes(typed, seen.proposed(), person).stream()
                        .map(change -> new AttendanceBook.Amendment(person, change))
                        .toList();
        done(book.amend(session(seen), staff.member().id(), seen.proposedHash(), reason, amendments));
        return reply(staff, shown(sheet(call, staff), trace));
    }

    /** With {@code ?names=true} participants stand there by name, else by the program's reference alone. */
    private HttpReply csv(HttpCall call, StaffIdentity staff, Trace trace) {
        boolean withNames = call.query("names").filter("true"::equals).isPresent();
        StringBuilder text = new StringBuilder();
        try {
            new AttendanceCsv(withNames).write(List.of(shown(sheet(call, staff), trace)), text);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory refuses to grow", e);
        }
        return HttpReply.of(200, "text/csv; charset=utf-8", text.toString().getBytes(StandardCharsets.UTF_8))
                .with("Content-Disposition", "attachment; filename=\"attendance.csv\"");
    }

    private HttpReply reply(StaffIdentity staff, ReviewSheet sheet) {
        return json.reply(views.of(staff, sheet));
    }

    /** Everybody on the sheet is shown to who asks. */
    private static ReviewSheet shown(ReviewSheet sheet, Trace trace) {
        trace.about(sheet.attendance().people().stream().map(PersonAttendance::person).toList());
        return sheet;
    }

    private ReviewSheet sheet(HttpCall call, StaffIdentity staff) {
        SessionId session = clinic.schedule().get(staff.caller(), Paths.session(call)).id();
        return book.compute(session).orElseThrow(() -> new ApiProblem(ApiCode.NOT_FOUND));
    }

    /** The record, when it still is what the reviewer saw. */
    private ReviewSheet seen(HttpCall call, StaffIdentity staff, long version) {
        ReviewSheet sheet = sheet(call, staff);
        if (AttendanceViews.version(sheet) != version) {
            throw new ApiProblem(ApiCode.CHANGED_MEANWHILE);
        }
        return sheet;
    }

    private static SessionId session(ReviewSheet sheet) {
        return sheet.plan().session();
    }

    private static List<Change> changes(CorrectionRequest typed, SessionAttendance of, PersonId person) {
        PersonAttendance before = of.person(person).orElseThrow(() -> ApiProblem.ofField("person"));
        List<Change> changes = new ArrayList<>();
        typed.minutes().ifPresent(minutes -> changes.add(new Change.MinutesSet(before.minutes(), minutes)));
        typed.status()
                .map(AttendanceApi::correctable)
                .ifPresent(status -> changes.add(new Change.StatusSet(before.status(), status)));
        if (changes.isEmpty()) {
            throw ApiProblem.ofField("minutes");
        }
        return changes;
    }

    private static AttendanceStatus correctable(String word) {
        AttendanceStatus status = Words.read(AttendanceStatus.class, "status", word);
        if (status == AttendanceStatus.NOT_ADMITTED) {
            throw ApiProblem.ofField("status");
        }
        return status;
    }

    private static String reason(String typed) {
        String reason = typed.strip();
        if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON) {
            throw ApiProblem.ofField("reason");
        }
        return reason;
    }

    private static void done(Outcome<?> outcome) {
        switch (outcome) {
            case Outcome.Done<?> _ -> {}
            case Outcome.Refused<?>(Refusal why) -> throw problem(why);
        }
    }

    private static ApiProblem problem(Refusal why) {
        return switch (why) {
            case NO_SUCH_SESSION, NOTHING_TO_WITHDRAW -> new ApiProblem(ApiCode.NOT_FOUND);
            case NO_SUCH_PERSON -> ApiProblem.ofField("person");
            case REASON_MISSING, REASON_TOO_LONG -> ApiProblem.ofField("reason");
            case BAD_MINUTES -> ApiProblem.ofField("minutes");
            case BAD_TIMES -> ApiProblem.ofField("to");
            case CHANGED -> new ApiProblem(ApiCode.CHANGED_MEANWHILE);
            case ALREADY_SIGNED -> new ApiProblem(ApiCode.ALREADY_SIGNED);
            case NOT_SIGNED -> new ApiProblem(ApiCode.NOT_SIGNED);
            case NOT_ENDED -> new ApiProblem(ApiCode.SESSION_RUNNING);
            case NOT_PERMITTED -> new ApiProblem(ApiCode.NO_CREDENTIAL);
            case NOTHING_TO_AMEND -> new ApiProblem(ApiCode.NOTHING_TO_AMEND);
            case BUSY -> new ApiProblem(ApiCode.UNAVAILABLE);
        };
    }

    record CorrectionRequest(
            long version, String person, OptionalLong minutes, Optional<String> status, String reason) {}

    record ManualRequest(long version, String person, long from, long to, String reason) {}

    record SignRequest(long version) {}
}
