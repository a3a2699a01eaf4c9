package org.evenkeel.api;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.identity.Visits;
import org.evenkeel.program.Access;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.GateAnswers;
import org.evenkeel.program.GateForm;
import org.evenkeel.program.Session;
import org.evenkeel.room.PersonId;

import java.time.InstantSource;
import java.util.Optional;

/** The questions before a session: participants answer them, staff with a care role read them. */
final class GateApi {

    private final Clinic clinic;
    private final LiveRooms rooms;
    private final InstantSource clock;
    private final Json json;

    GateApi(ApiParts parts, LiveRooms rooms, Json json) {
        this.clinic = parts.clinic();
        this.rooms = rooms;
        this.clock = parts.clock();
        this.json = json;
    }

    void addTo(Resources to) {
        to.visitor(Audits.ofSession(AuditAction.GATE_READ_OWN), "GET", "/api/visit/sessions/{id}/gate", this::own)
                .visitor(
                        Audits.ofSession(AuditAction.GATE_ANSWER), "PUT", "/api/visit/sessions/{id}/gate", this::answer)
                .reading(
                        Access.GATE_ANSWERS,
                        Audits.ofSession(AuditAction.GATE_READ),
                        "/api/staff/sessions/{id}/people/{member}/gate",
                        this::read);
    }

    private HttpReply own(HttpCall call, Visits.Known visitor) {
        Session session = VisitApi.ownSession(clinic, call, visitor);
        return json.reply(
                clinic.gate()
                        .own(session.id(), visitor.participant().id())
                        .map(Answers::of)
                        .orElseGet(() -> Answers.of(GateForm.blank(), false)));
    }

    private HttpReply answer(HttpCall call, Visits.Known visitor) {
        Session session = VisitApi.ownSession(clinic, call, visitor);
        Answers answers = json.read(call, Answers.class);
        PersonId person = visitor.participant().id();
        clinic.gate()
                .answer(session.id(), person, answers.form(), answers.complete())
                .filter(_ -> Door.of(session, clock.millis()) == Door.OPEN)
                .ifPresent(flags -> rooms.passGate(session.id(), person, flags));
        return HttpReply.done();
    }

    private HttpReply read(HttpCall call, StaffIdentity staff, Trace trace) {
        Session session = clinic.schedule().get(staff.caller(), Paths.session(call));
        PersonId person =
                rooms.personOf(session, Paths.member(call)).orElseThrow(() -> new ApiProblem(ApiCode.NOT_FOUND));
        trace.about(person);
        return json.reply(
                clinic.gate()
                        .read(staff.caller(), session.id(), person)
                        .filter(GateAnswers::complete)
                        .map(GateRecord::of)
                        .orElseThrow(() -> new ApiProblem(ApiCode.NOT_FOUND)));
    }

    record Answers(
            Optional<String> place,
            Optional<String> state,
            Optional<String> callBack,
            Optional<Boolean> alone,
            Optional<Boolean> driving,
            Optional<Boolean> safe,
            Optional<Boolean> rulesAccepted,
            boolean complete) {

        static Answers of(GateAnswers answers) {
            return of(answers.form(), answers.complete());
        }

        static Answers of(GateForm form, boolean complete) {
            return new Answers(
                    given(form.place()),
                    given(form.state()),
                    given(form.callBack()),
                    form.alone(),
                    form.driving(),
                    form.safe(),
                    form.rulesAccepted(),
                    complete);
        }

        GateForm form() {
            return new GateForm(
                    place.orElse(""), state.orElse(""), callBack.orElse(""), alone, driving, safe, rulesAccepted);
        }

        private static Optional<String> given(String text) {
            return Optional.of(text).filter(some -> !some.isEmpty());
        }
    }

    record GateRecord(
            String place,
            String state,
            String callBack,
            boolean alone,
            boolean driving,
            boolean safe,
            boolean rulesAccepted,
            long at) {
        static GateRecord of(GateAnswers answers) {
            GateForm form = answers.form();
            return new GateRecord(
                    form.place(),
                    form.state(),
                    form.callBack(),
                    form.alone().orElseThrow(),
                    form.driving().orElseThrow(),
                    form.safe().orElseThrow(),
                    form.rulesAccepted().orElseThrow(),
                    answers.answeredAt());
        }
    }
}
