package org.evenkeel.api;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.program.Access;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.ClinicSettings;
import org.evenkeel.program.EmergencyAccess;
import org.evenkeel.program.EmergencyAccesses;
import org.evenkeel.program.EmergencyContact;
import org.evenkeel.program.EmergencyFacts;
import org.evenkeel.program.ParticipantDetails;
import org.evenkeel.room.PersonId;

import java.time.InstantSource;
import java.util.Optional;

/** Emergency access: one participant's contact facts outside his sessions, opened with a reason and for a while. */
final class EmergencyApi {

    private static final String ONE = "/api/clinic/participants/{id}/emergency";

    private final Clinic clinic;
    private final ApiRates rates;
    private final InstantSource clock;
    private final Json json;

    EmergencyApi(ApiParts parts, Json json) {
        this.clinic = parts.clinic();
        this.rates = parts.rates();
        this.clock = parts.clock();
        this.json = json;
    }

    void addTo(Resources to) {
        to.changing(Access.EMERGENCY, Audits.ofPerson(AuditAction.EMERGENCY_OPEN), "POST", ONE, this::open)
                .reading(Access.EMERGENCY, Audits.ofPerson(AuditAction.EMERGENCY_READ), ONE, this::read)
                .changing(Access.EMERGENCY, Audits.ofPerson(AuditAction.EMERGENCY_CLOSE), "DELETE", ONE, this::close);
    }

    private HttpReply open(HttpCall call, StaffIdentity staff) {
        Wanted wanted = json.read(call, Wanted.class);
        if (!wanted.emergency()) {
            throw ApiProblem.ofField("emergency", "Only for an emergency.");
        }
        PersonId person = Paths.person(call);
        rates.emergency(staff.member().id());
        EmergencyAccess access = clinic.emergencies().open(staff.caller(), person, wanted.reason());
        return json.reply(new Opened(access.endsAt(), left(access)));
    }

    private HttpReply read(HttpCall call, StaffIdentity staff) {
        EmergencyAccesses.Shown shown = clinic.emergencies().read(staff.caller(), Paths.person(call));
        return json.reply(Card.of(shown, left(shown.access()), clinic.settings().current()));
    }

    private HttpReply close(HttpCall call, StaffIdentity staff) {
        clinic.emergencies().close(staff.caller(), Paths.person(call));
        return HttpReply.done();
    }

    private long left(EmergencyAccess access) {
        return access.endsAt() - clock.millis();
    }

    /**
     * @param emergency that it is one: whoever opens says so in as many words
     */
    record Wanted(boolean emergency, String reason) {
        /** Stays out of logs. */
        @Override
        public String toString() {
            return "Wanted[]";
        }
    }

    /**
     * @param until milliseconds UTC
     * @param leftMillis the same as a duration: a page's clock may be wrong
     */
    record Opened(long until, long leftMillis) {}

    /**
     * @param phone the number in the clinic's own list
     * @param clinicPhone whom to ask for more
     */
    record Card(
            String fullName,
            String language,
            Optional<Place> place,
            Optional<CallBack> callBack,
            Optional<String> phone,
            Optional<Contact> contact,
            Optional<String> clinicPhone,
            Optional<String> crisisLine,
            long until,
            long leftMillis) {

        static Card of(EmergencyAccesses.Shown shown, long leftMillis, ClinicSettings settings) {
            EmergencyFacts facts = shown.facts();
            ParticipantDetails details = facts.participant().details();
            return new Card(
                    details.fullName(),
                    details.language().tag(),
                    facts.place().map(it -> new Place(it.text(), given(it.state()), it.at())),
                    facts.callBack().map(it -> new CallBack(it.number(), it.at())),
                    given(details.phone()),
                    details.emergencyContact().map(Contact::of),
                    given(settings.phone()),
                    given(settings.crisisLine()),
                    shown.access().endsAt(),
                    leftMillis);
        }

        private static Optional<String> given(String text) {
            return Optional.of(text).filter(some -> !some.isEmpty());
        }

        /** Stays out of logs. */
        @Override
        public String toString() {
            return "Card[]";
        }
    }

    record Place(String text, Optional<String> state, long at) {
        /** Stays out of logs. */
        @Override
        public String toString() {
            return "Place[]";
        }
    }

    record CallBack(String number, long at) {
        /** Stays out of logs. */
        @Override
        public String toString() {
            return "CallBack[]";
        }
    }

    record Contact(String name, String phone, Optional<String> relation, boolean mayBeCalled) {
        static Contact of(EmergencyContact contact) {
            return new Contact(contact.name(), contact.phone(), Card.given(contact.relation()), contact.mayBeCalled());
        }

        /** Stays out of logs. */
        @Override
        public String toString() {
            return "Contact[]";
        }
    }
}
