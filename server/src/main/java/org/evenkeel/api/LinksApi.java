package org.evenkeel.api;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.PersonalLinks;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.program.Access;
import org.evenkeel.program.Clinic;

import java.util.Optional;

/** Participants' personal links: issued, issued anew, revoked. */
final class LinksApi {

    private static final String LINK = "/api/clinic/participants/{id}/link";

    private final Clinic clinic;
    private final PersonalLinks links;
    private final Optional<String> publicAddress;
    private final Json json;

    LinksApi(ApiParts parts, Json json) {
        this.clinic = parts.clinic();
        this.links = parts.identity().links();
        this.publicAddress = parts.publicAddress();
        this.json = json;
    }

    void addTo(Resources to) {
        to.changing(Access.PARTICIPANT_LINKS, Audits.ofPerson(AuditAction.LINK_ISSUE), "POST", LINK, this::issue)
                .changing(
                        Access.PARTICIPANT_LINKS,
                        Audits.ofPerson(AuditAction.LINK_REVOKE),
                        "DELETE",
                        LINK,
                        this::revoke);
    }

    private HttpReply issue(HttpCall call, StaffIdentity staff) {
        var person = clinic.participants().get(staff.caller(), Paths.person(call));
        PersonalLinks.Issued issued = links.issue(staff.caller(), person.id());
        return json.reply(
                new IssuedLink(
                        address(call) + "/#" + issued.secret().value(),
                        issued.link().issuedAt(),
                        issued.link().expiresAt()));
    }

    private HttpReply revoke(HttpCall call, StaffIdentity staff) {
        var person = clinic.participants().get(staff.caller(), Paths.person(call));
        links.revoke(staff.caller(), person.id());
        return HttpReply.done();
    }

    private String address(HttpCall call) {
        return publicAddress.orElseGet(
                () ->
                        (call.secure() ? "https://" : "http://")
                                + call.header("Host").orElseThrow(() -> new ApiProblem(ApiCode.BAD_REQUEST)));
    }

    /** The secret stands in the address behind the {@code #}, where no server and no log ever sees it again. */
    record IssuedLink(String address, long issuedAt, long expiresAt) {
        /** Stays out of logs. */
        @Override
        public String toString() {
            return "IssuedLink[]";
        }
    }
}
