package org.evenkeel.api;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.audit.AuditActor;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.Identity;
import org.evenkeel.identity.SignInThrottle;
import org.evenkeel.identity.SignedIn;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.identity.TooManyTries;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** How staff sign in and out, and who they are. */
final class StaffApi {

    private final Identity identity;
    private final ApiRates rates;
    private final StoppedTries stopped;
    private final Welcome welcome;
    private final Json json;

    StaffApi(ApiParts parts, Json json) {
        this.identity = parts.identity();
        this.rates = parts.rates();
        this.stopped = new StoppedTries(parts.clock());
        this.welcome = new Welcome(parts, json);
        this.json = json;
    }

    void addTo(Resources to) {
        to.anybody(Audits.each(AuditAction.STAFF_SIGN_IN), "POST", "/api/staff/sign-in", this::signIn)
                .anybody(Audits.each(AuditAction.STAFF_ENTER), "POST", "/api/staff/enter", this::enter)
                .underway(Audits.each(AuditAction.STAFF_CODE), "POST", "/api/staff/sign-in/code", this::code)
                .underway(Audits.each(AuditAction.STAFF_SIGN_OUT), "POST", "/api/staff/sign-out", this::signOut)
                .signedIn(
                        Audits.refusals(AuditAction.STAFF_SELF, "the caller is still there"),
                        "POST",
                        "/api/staff/active",
                        (_, _) -> HttpReply.done())
                .underway(
                        Audits.refusals(AuditAction.STAFF_SELF, "the caller's own name and roles, at each page"),
                        "GET",
                        "/api/staff/me",
                        (_, staff) -> json.reply(welcome.of(staff)));
    }

    /** An unknown name and a wrong password get the same answer after the same work. */
    private HttpReply signIn(HttpCall call, Trace trace) {
        Credentials typed = json.read(call, Credentials.class);
        trace.knocks();
        // Looked for in any case: work must not tell whether there is such an account.
        identity.signIn().account(typed.name()).ifPresent(trace::about);
        SignInThrottle.Try counted =
                counted(
                        trace,
                        typed.name().strip().toLowerCase(Locale.ROOT),
                        () -> identity.throttle().password(typed.name(), StaffCookie.from(call)));
        Optional<SignedIn> signedIn = identity.signIn().signIn(typed.name(), typed.password());
        HttpReply reply = welcomed(call, signedIn.orElseThrow(() -> new ApiProblem(ApiCode.BAD_CREDENTIALS)), trace);
        identity.throttle().right(counted);
        return reply;
    }

    /** The step after the right password. */
    private HttpReply code(HttpCall call, StaffIdentity staff, Trace trace) {
        Code typed = json.read(call, Code.class);
        SignInThrottle.Try counted =
                counted(
                        trace,
                        staff.member().id().value(),
                        () -> identity.throttle().code(staff.member().id(), StaffCookie.from(call)));
        SignedIn signedIn =
                identity.signIn().code(staff, typed.code()).orElseThrow(() -> new ApiProblem(ApiCode.BAD_CODE));
        identity.throttle().right(counted);
        return welcome.reply(call, signedIn);
    }

    /**
     * A try that was counted.
     *
     * @param account whose sign-in it is, in one spelling
     * @throws TooManyTries it came too early
     */
    private SignInThrottle.Try counted(Trace trace, String account, Supplier<SignInThrottle.Try> take) {
        try {
            return take.get();
        } catch (TooManyTries refused) {
            if (!stopped.leavesRow(account)) {
                trace.staysSilent();
            }
            throw refused;
        }
    }

    private HttpReply enter(HttpCall call, Trace trace) {
        String token = json.read(call, VisitApi.Token.class).token();
        rates.link(call, token);
        trace.knocks();
        SignedIn signedIn = identity.entryLinks().enter(token).orElseThrow(() -> new ApiProblem(ApiCode.LINK_UNKNOWN));
        return welcomed(call, signedIn, trace.about(signedIn.member().id()));
    }

    private HttpReply welcomed(HttpCall call, SignedIn signedIn, Trace trace) {
        trace.by(AuditActor.staff(signedIn.member().id(), signedIn.member().roles()));
        return welcome.reply(call, signedIn);
    }

    private HttpReply signOut(HttpCall call, StaffIdentity staff) {
        identity.sessions().signOut(staff);
        return welcome.goodbye(call);
    }

    record Credentials(String name, String password) {
        /** Stays out of logs. */
        @Override
        public String toString() {
            return "Credentials[]";
        }
    }

    record Code(String code) {
        /** Stays out of logs. */
        @Override
        public String toString() {
            return "Code[]";
        }
    }
}
