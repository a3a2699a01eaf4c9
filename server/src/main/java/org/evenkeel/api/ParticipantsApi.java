package org.evenkeel.api;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.PersonalLinks;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.program.Access;
import org.evenkeel.program.Caller;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.EmergencyContact;
import org.evenkeel.program.Group;
import org.evenkeel.program.Language;
import org.evenkeel.program.Participant;
import org.evenkeel.program.ParticipantDetails;
import org.evenkeel.room.PersonId;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Participants with their contact data, groups and the state of their links. */
final class ParticipantsApi {

    private static final String ONE = "/api/clinic/participants/{id}";

    private final Clinic clinic;
    private final PersonalLinks links;
    private final InstantSource clock;
    private final Json json;

    ParticipantsApi(ApiParts parts, Json json) {
        this.clinic = parts.clinic();
        this.links = parts.identity().links();
        this.clock = parts.clock();
        this.json = json;
    }

    void addTo(Resources to) {
        to.reading(
                        Access.PARTICIPANTS,
                        Audits.each(AuditAction.PARTICIPANT_LIST),
                        "/api/clinic/participants",
                        this::list)
                .changing(
                        Access.PARTICIPANTS,
                        Audits.each(AuditAction.PARTICIPANT_ADD),
                        "POST",
                        "/api/clinic/participants",
                        this::add)
                .reading(
                        Access.PARTICIPANTS,
                        Audits.ofPerson(AuditAction.PARTICIPANT_CONTACT),
                        ONE + "/emergency-contact",
                        this::contact)
                .changing(
                        Access.PARTICIPANTS, Audits.ofPerson(AuditAction.PARTICIPANT_CHANGE), "PUT", ONE, this::change)
                .changing(
                        Access.PARTICIPANTS,
                        Audits.ofPerson(AuditAction.PARTICIPANT_DEACTIVATE),
                        "POST",
                        ONE + "/deactivate",
                        this::deactivate)
                .changing(
                        Access.PARTICIPANTS,
                        Audits.ofPerson(AuditAction.PARTICIPANT_ACTIVATE),
                        "POST",
                        ONE + "/activate",
                        this::activate);
    }

    private HttpReply list(HttpCall call, StaffIdentity staff, Trace trace) {
        trace.aboutEverybody();
        Caller caller = staff.caller();
        Context context = context(caller);
        return json.reply(
                new Answer(
                        clinic.participants().list(caller).stream().map(each -> view(caller, each, context)).toList()));
    }

    /** For whoever changes it: somebody else's number is in no list of everybody. */
    private HttpReply contact(HttpCall call, StaffIdentity staff) {
        ParticipantDetails details = clinic.participants().get(staff.caller(), Paths.person(call)).details();
        return json.reply(new Contact(details.emergencyContact().map(EmergencyApi.Contact::of)));
    }

    private HttpReply add(HttpCall call, StaffIdentity staff, Trace trace) {
        Fields typed = json.read(call, Fields.class);
        String reference = typed.reference().orElseGet(clinic.participants()::freshReference);
        Participant added = clinic.participants().add(staff.caller(), typed.details(reference, Optional.empty()));
        trace.about(added.id());
        return reply(staff, added);
    }

    private HttpReply change(HttpCall call, StaffIdentity staff) {
        Changed typed = json.read(call, Changed.class);
        PersonId id = Paths.person(call);
        ParticipantDetails before = clinic.participants().get(staff.caller(), id).details();
        ParticipantDetails after =
                typed.fields().details(typed.reference().orElse(before.reference()), before.emergencyContact());
        return reply(staff, clinic.participants().change(staff.caller(), id, typed.version(), after));
    }

    private HttpReply deactivate(HttpCall call, StaffIdentity staff) {
        PersonId id = Paths.person(call);
        return reply(staff, clinic.participants().deactivate(staff.caller(), id, version(staff, id)));
    }

    private HttpReply activate(HttpCall call, StaffIdentity staff) {
        PersonId id = Paths.person(call);
        return reply(staff, clinic.participants().reactivate(staff.caller(), id, version(staff, id)));
    }

    private long version(StaffIdentity staff, PersonId id) {
        return clinic.participants().get(staff.caller(), id).version();
    }

    private HttpReply reply(StaffIdentity staff, Participant person) {
        return json.reply(view(staff.caller(), person, context(staff.caller())));
    }

    private Context context(Caller caller) {
        return new Context(clinic.groups().list(caller), clinic.emergencies().openOf(caller));
    }

    private View view(Caller caller, Participant person, Context context) {
        ParticipantDetails details = person.details();
        return new View(
                person.id().value(),
                details.displayName(),
                details.fullName(),
                details.language().tag(),
                details.reference(),
                Optional.of(details.phone()).filter(text -> !text.isEmpty()),
                person.active(),
                context.groups().stream()
                        .filter(group -> group.details().roster().contains(person.id()))
                        .map(group -> new GroupName(group.id().value(), group.details().name()))
                        .toList(),
                LinkState.of(links.latest(caller, person.id()), clock.millis()),
                Optional.ofNullable(context.emergencies().get(person.id())),
                person.version());
    }

    /** What is read once for all people of an answer. */
    private record Context(List<Group> groups, Map<PersonId, Long> emergencies) {}

    record Answer(List<View> participants) {}

    /**
     * @param contact empty: there is nobody to call
     */
    record Contact(Optional<EmergencyApi.Contact> contact) {
        /** Stays out of logs. */
        @Override
        public String toString() {
            return "Contact[]";
        }
    }

    record GroupName(String id, String name) {}

    /**
     * @param emergencyUntil until when the caller has an emergency access open of this person, milliseconds UTC
     */
    record View(
            String id,
            String name,
            String fullName,
            String language,
            String reference,
            Optional<String> phone,
            boolean active,
            List<GroupName> groups,
            LinkState link,
            Optional<Long> emergencyUntil,
            long version) {
        /** Stays out of logs. */
        @Override
        public String toString() {
            return "View[]";
        }
    }

    /**
     * @param emergencyContact whom to call; absent, it stays as it was, so that a page that knows nothing of it takes
     *     nobody's away; with nothing in it, there is nobody to call
     */
    record Fields(
            String name,
            String fullName,
            String language,
            Optional<String> reference,
            Optional<String> phone,
            Optional<ContactFields> emergencyContact) {

        ParticipantDetails details(String knownReference, Optional<EmergencyContact> knownContact) {
            return new ParticipantDetails(
                    knownReference,
                    fullName,
                    name,
                    Language.of(language).orElseThrow(() -> ApiProblem.ofField("language")),
                    phone.orElse(""),
                    emergencyContact.map(ContactFields::typed).orElse(knownContact));
        }

        /** Stays out of logs. */
        @Override
        public String toString() {
            return "Fields[]";
        }
    }

    /** What is wrong with one of these is said of {@code emergencyName}, {@code emergencyPhone} and so on. */
    record ContactFields(
            Optional<String> name, Optional<String> phone, Optional<String> relation, Optional<Boolean> mayBeCalled) {

        Optional<EmergencyContact> typed() {
            return EmergencyContact.typed(name.orElse(""), phone.orElse(""), relation.orElse(""), mayBeCalled);
        }

        /** Stays out of logs. */
        @Override
        public String toString() {
            return "ContactFields[]";
        }
    }

    record Changed(
            String name,
            String fullName,
            String language,
            Optional<String> reference,
            Optional<String> phone,
            Optional<ContactFields> emergencyContact,
            long version) {

        Fields fields() {
            return new Fields(name, fullName, language, reference, phone, emergencyContact);
        }

        /** Stays out of logs. */
        @Override
        public String toString() {
            return "Changed[]";
        }
    }
}
