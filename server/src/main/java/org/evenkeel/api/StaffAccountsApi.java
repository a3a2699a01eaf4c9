package org.evenkeel.api;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.Identity;
import org.evenkeel.identity.Passwords;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.program.Access;
import org.evenkeel.program.Caller;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.StaffDetails;
import org.evenkeel.program.StaffMember;
import org.evenkeel.program.StaffRole;
import org.evenkeel.room.PersonId;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Staff accounts. */
final class StaffAccountsApi {

    private static final String ONE = "/api/clinic/staff/{id}";

    private final Clinic clinic;
    private final Identity identity;
    private final Json json;

    StaffAccountsApi(ApiParts parts, Json json) {
        this.clinic = parts.clinic();
        this.identity = parts.identity();
        this.json = json;
    }

    void addTo(Resources to) {
        to.reading(Access.STAFF, Audits.each(AuditAction.STAFF_LIST), "/api/clinic/staff", this::list)
                .changing(Access.STAFF, Audits.each(AuditAction.STAFF_ADD), "POST", "/api/clinic/staff", this::add)
                .changing(Access.STAFF, Audits.ofPerson(AuditAction.STAFF_CHANGE), "PUT", ONE, this::change)
                .changing(
                        Access.STAFF,
                        Audits.ofPerson(AuditAction.STAFF_DEACTIVATE),
                        "POST",
                        ONE + "/deactivate",
                        this::deactivate)
                .changing(
                        Access.STAFF,
                        Audits.ofPerson(AuditAction.STAFF_ACTIVATE),
                        "POST",
                        ONE + "/activate",
                        this::activate)
                .changing(
                        Access.STAFF_SIGN_IN,
                        Audits.ofPerson(AuditAction.STAFF_PASSWORD),
                        "POST",
                        ONE + "/password",
                        this::password)
                .changing(
                        Access.STAFF_SECOND_FACTOR,
                        Audits.ofPerson(AuditAction.STAFF_FACTOR_RESET),
                        "POST",
                        ONE + "/second-factor/reset",
                        this::resetFactor)
                .changing(
                        Access.STAFF_SIGN_IN,
                        Audits.ofPerson(AuditAction.STAFF_REVOKE_SESSIONS),
                        "POST",
                        ONE + "/revoke-sessions",
                        this::revoke);
    }

    private HttpReply list(HttpCall call, StaffIdentity staff) {
        Caller caller = staff.caller();
        Noticed noticed = noticed(caller);
        return json.reply(
                new Answer(clinic.staff().list(caller).stream().map(each -> view(caller, each, noticed)).toList()));
    }

    /** The password is looked at first, so that nobody is added whose password then is refused. */
    private HttpReply add(HttpCall call, StaffIdentity staff, Trace trace) {
        New typed = json.read(call, New.class);
        Passwords.check(typed.password());
        StaffMember added = clinic.staff().add(staff.caller(), typed.fields().details(Set.of()));
        trace.about(added.id());
        identity.signIn().resetPassword(staff.caller(), added.id(), typed.password());
        return reply(staff, added);
    }

    private HttpReply change(HttpCall call, StaffIdentity staff) {
        Changed typed = json.read(call, Changed.class);
        PersonId id = Paths.person(call);
        Set<String> states = clinic.staff().get(staff.caller(), id).details().licenceStates();
        return reply(staff, clinic.staff().change(staff.caller(), id, typed.version(), typed.fields().details(states)));
    }

    private HttpReply deactivate(HttpCall call, StaffIdentity staff) {
        PersonId id = Paths.person(call);
        return reply(staff, clinic.staff().deactivate(staff.caller(), id, version(staff, id)));
    }

    private HttpReply activate(HttpCall call, StaffIdentity staff) {
        PersonId id = Paths.person(call);
        return reply(staff, clinic.staff().reactivate(staff.caller(), id, version(staff, id)));
    }

    private HttpReply password(HttpCall call, StaffIdentity staff) {
        Password typed = json.read(call, Password.class);
        identity.signIn().resetPassword(staff.caller(), Paths.person(call), typed.password());
        return HttpReply.done();
    }

    private HttpReply resetFactor(HttpCall call, StaffIdentity staff) {
        identity.secondFactors().reset(staff.caller(), Paths.person(call));
        return HttpReply.done();
    }

    private HttpReply revoke(HttpCall call, StaffIdentity staff) {
        PersonId id = clinic.staff().get(staff.caller(), Paths.person(call)).id();
        identity.sessions().revokeAll(staff.caller(), id);
        return HttpReply.done();
    }

    private long version(StaffIdentity staff, PersonId id) {
        return clinic.staff().get(staff.caller(), id).version();
    }

    private HttpReply reply(StaffIdentity staff, StaffMember member) {
        return json.reply(view(staff.caller(), member, noticed(staff.caller())));
    }

    /** For those who may know. */
    private Noticed noticed(Caller caller) {
        return new Noticed(
                caller.may(Access.Action.READ, Access.STAFF_SECOND_FACTOR)
                        ? identity.notices().bothReset(caller)
                        : Set.of(),
                caller.may(Access.Action.READ, Access.EMERGENCY_NOTICES)
                        ? clinic.emergencyReviews().recentOpeners(caller)
                        : Set.of());
    }

    private View view(Caller caller, StaffMember member, Noticed noticed) {
        StaffDetails details = member.details();
        return new View(
                member.id().value(),
                details.loginName(),
                details.displayName(),
                details.fullName(),
                Words.of(details.roles()),
                Optional.of(details.credential()).filter(text -> !text.isEmpty()),
                member.active(),
                identity.signIn().hasPassword(caller, member.id()),
                identity.secondFactors().has(member.id()),
                noticed.bothReset().contains(member.id()),
                noticed.emergency().contains(member.id()),
                lastSignIn(caller, member.id()),
                member.version());
    }

    /** For those who may know. */
    private OptionalLong lastSignIn(Caller caller, PersonId person) {
        return caller.may(Access.Action.READ, Access.STAFF_SIGN_IN)
                ? identity.sessions().last(caller, person)
                : OptionalLong.empty();
    }

    /** Of whom something is to be noticed. */
    private record Noticed(Set<PersonId> bothReset, Set<PersonId> emergency) {}

    record Answer(List<View> staff) {}

    /**
     * @param bothReset password and second factor were both reset within a week: somebody else could have come in
     * @param emergency opened an emergency access within a week
     */
    record View(
            String id,
            String signInName,
            String name,
            String fullName,
            List<String> roles,
            Optional<String> credential,
            boolean active,
            boolean hasPassword,
            boolean secondFactor,
            boolean bothReset,
            boolean emergency,
            OptionalLong lastSignIn,
            long version) {}

    /** What is typed about somebody; a credential that is written behind the name counts as a licence. */
    record Fields(String signInName, String name, String fullName, List<String> roles, Optional<String> credential) {
        StaffDetails details(Set<String> licenceStates) {
            String letters = credential.orElse("").strip();
            return new StaffDetails(
                    signInName,
                    fullName,
                    name,
                    Words.readAll(StaffRole.class, "roles", roles),
                    letters,
                    !letters.isEmpty(),
                    licenceStates);
        }
    }

    record New(
            String signInName,
            String name,
            String fullName,
            List<String> roles,
            Optional<String> credential,
            String password) {
        Fields fields() {
            return new Fields(signInName, name, fullName, roles, credential);
        }

        /** Stays out of logs. */
        @Override
        public String toString() {
            return "New[]";
        }
    }

    record Changed(
            String signInName,
            String name,
            String fullName,
            List<String> roles,
            Optional<String> credential,
            long version) {
        Fields fields() {
            return new Fields(signInName, name, fullName, roles, credential);
        }
    }

    record Password(String password) {
        /** Stays out of logs. */
        @Override
        public String toString() {
            return "Password[]";
        }
    }
}
