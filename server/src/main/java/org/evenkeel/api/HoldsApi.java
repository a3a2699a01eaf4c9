package org.evenkeel.api;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.audit.AuditActor;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.program.Access;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.Participant;
import org.evenkeel.retention.Retention;
import org.evenkeel.retention.RetentionStore;
import org.evenkeel.room.PersonId;

import java.util.List;

/** Legal holds: whose records are kept though their time is over. */
final class HoldsApi {

    private static final String ONE = "/api/audit/participants/{id}/hold";
    private static final String IN_ITS_TRANSACTION = "the row of a change is written in the same transaction with it";

    private final Clinic clinic;
    private final Retention retention;
    private final Json json;

    HoldsApi(ApiParts parts, Json json) {
        this.clinic = parts.clinic();
        this.retention = parts.retention();
        this.json = json;
    }

    void addTo(Resources to) {
        to.reading(Access.LEGAL_HOLDS, Audits.each(AuditAction.HOLD_LIST), "/api/audit/holds", this::list)
                .changing(
                        Access.LEGAL_HOLDS,
                        Audits.refusals(AuditAction.HOLD_PLACE, IN_ITS_TRANSACTION),
                        "POST",
                        ONE,
                        this::place)
                .changing(
                        Access.LEGAL_HOLDS,
                        Audits.refusals(AuditAction.HOLD_RELEASE, IN_ITS_TRANSACTION),
                        "DELETE",
                        ONE,
                        this::release);
    }

    private HttpReply list(HttpCall call, StaffIdentity staff, Trace trace) {
        List<RetentionStore.Hold> holds = retention.holds();
        trace.about(holds.stream().map(RetentionStore.Hold::person).toList());
        return json.reply(new Answer(holds.stream().map(this::view).toList()));
    }

    private HttpReply place(HttpCall call, StaffIdentity staff) {
        retention.hold(participant(call), by(staff));
        return HttpReply.done();
    }

    private HttpReply release(HttpCall call, StaffIdentity staff) {
        retention.release(participant(call), by(staff));
        return HttpReply.done();
    }

    private static AuditActor by(StaffIdentity staff) {
        return AuditActor.staff(staff.member().id(), staff.member().roles());
    }

    private PersonId participant(HttpCall call) {
        return new People(clinic)
                .participant(Paths.person(call))
                .map(Participant::id)
                .orElseThrow(() -> new ApiProblem(ApiCode.NOT_FOUND));
    }

    private View view(RetentionStore.Hold hold) {
        return new View(
                hold.person().value(),
                new People(clinic).participant(hold.person()).map(each -> each.details().fullName()).orElse(""),
                hold.placedAt());
    }

    record Answer(List<View> holds) {}

    record View(String person, String name, long placedAt) {}
}
