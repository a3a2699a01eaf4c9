package org.evenkeel.api;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.audit.AuditActor;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.Identity;
import org.evenkeel.identity.SignedIn;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.StaffDetails;
import org.evenkeel.program.StaffMember;

import java.util.List;
import java.util.Optional;

/** How staff sign in and out, and who they are. */
final class StaffApi {

    private final Clinic clinic;
    private final Identity identity;
    private final ApiRates rates;
    private final StaffCookie cookie;
    private final Json json;

    StaffApi(ApiParts parts, Json json) {
        this.clinic = parts.clinic();
        this.identity = parts.identity();
        this.rates = parts.rates();
        this.cookie = new StaffCookie(parts.limits());
        this.json = json;
    }

    void addTo(Resources to) {
        to.anybody(Audits.each(AuditAction.STAFF_SIGN_IN), "POST", "/api/staff/sign-in", this::signIn)
                .anybody(Audits.each(AuditAction.STAFF_ENTER), "POST", "/api/staff/enter", this::enter)
                .signedIn(Audits.each(AuditAction.STAFF_SIGN_OUT), "POST", "/api/staff/sign-out", this::signOut)
                .signedIn(
                        Audits.refusals(AuditAction.STAFF_SELF, "the caller's own name and roles, at each page"),
                        "GET",
                        "/api/staff/me",
                        (_, staff) -> json.reply(me(staff.member(), staff.csrf())));
    }

    /** An unknown name and a wrong password get the same answer after the same work. */
    private HttpReply signIn(HttpCall call, Trace trace) {
        Credentials typed = json.read(call, Credentials.class);
        rates.signIn(call, typed.name());
        trace.knocks();
        Optional<SignedIn> signedIn = identity.signIn().signIn(typed.name(), typed.password());
        // Looked for in any case: work must not tell whether there is such an account.
        identity.signIn().account(typed.name()).ifPresent(trace::about);
        return welcome(call, signedIn.orElseThrow(() -> new ApiProblem(ApiCode.BAD_CREDENTIALS)), trace);
    }

    private HttpReply enter(HttpCall call, Trace trace) {
        String token = json.read(call, VisitApi.Token.class).token();
        rates.link(call, token);
        trace.knocks();
        SignedIn signedIn = identity.entryLinks().enter(token).orElseThrow(() -> new ApiProblem(ApiCode.LINK_UNKNOWN));
        return welcome(call, signedIn, trace.about(signedIn.member().id()));
    }

    private HttpReply signOut(HttpCall call, StaffIdentity staff) {
        identity.sessions().signOut(staff);
        return HttpReply.done().with("Set-Cookie", cookie.clear(call));
    }

    private HttpReply welcome(HttpCall call, SignedIn signedIn, Trace trace) {
        trace.by(AuditActor.staff(signedIn.member().id(), signedIn.member().roles()));
        return json.reply(me(signedIn.member(), signedIn.csrf()))
                .with("Set-Cookie", cookie.set(call, signedIn.secret()));
    }

    private Me me(StaffMember member, String csrf) {
        StaffDetails details = member.details();
        return new Me(
                member.id().value(),
                details.displayName(),
                details.fullName(),
                Words.of(details.roles()),
                Optional.of(details.credential()).filter(text -> !text.isEmpty()),
                csrf,
                clinic.settings().current().zone().getId());
    }

    record Credentials(String name, String password) {
        /** Stays out of logs. */
        @Override
        public String toString() {
            return "Credentials[]";
        }
    }

    record Me(
            String person,
            String name,
            String fullName,
            List<String> roles,
            Optional<String> credential,
            String csrf,
            String timeZone) {}
}
