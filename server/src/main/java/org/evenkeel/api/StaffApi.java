package org.evenkeel.api;

import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.Identity;
import org.evenkeel.identity.SignInThrottle;
import org.evenkeel.identity.SignedIn;
import org.evenkeel.identity.StaffIdentity;

/** How staff sign in and out, and who they are. */
final class StaffApi {

    private final Identity identity;
    private final ApiRates rates;
    private final Welcome welcome;
    private final Json json;

    StaffApi(ApiParts parts, Json json) {
        this.identity = parts.identity();
        this.rates = parts.rates();
        this.welcome = new Welcome(parts, json);
        this.json = json;
    }

    void addTo(Resources to) {
        to.anybody("POST", "/api/staff/sign-in", this::signIn)
                .anybody("POST", "/api/staff/enter", this::enter)
                .underway("POST", "/api/staff/sign-in/code", this::code)
                .underway("POST", "/api/staff/sign-out", this::signOut)
                .signedIn("POST", "/api/staff/active", (_, _) -> HttpReply.done())
                .underway("GET", "/api/staff/me", (_, staff) -> json.reply(welcome.of(staff)));
    }

    /** An unknown name and a wrong password get the same answer after the same work. */
    private HttpReply signIn(HttpCall call) {
        Credentials typed = json.read(call, Credentials.class);
        SignInThrottle.Try counted = identity.throttle().password(typed.name(), StaffCookie.from(call));
        SignedIn signedIn =
                identity.signIn()
                        .signIn(typed.name(), typed.password())
                        .orElseThrow(() -> new ApiProblem(ApiCode.BAD_CREDENTIALS));
        identity.throttle().right(counted);
        return welcome.reply(call, signedIn);
    }

    /** The step after the right password. */
    private HttpReply code(HttpCall call, StaffIdentity staff) {
        Code typed = json.read(call, Code.class);
        SignInThrottle.Try counted = identity.throttle().code(staff.member().id(), StaffCookie.from(call));
        SignedIn signedIn =
                identity.signIn().code(staff, typed.code()).orElseThrow(() -> new ApiProblem(ApiCode.BAD_CODE));
        identity.throttle().right(counted);
        return welcome.reply(call, signedIn);
    }

    private HttpReply enter(HttpCall call) {
        String token = json.read(call, VisitApi.Token.class).token();
        rates.link(call, token);
        return welcome.reply(
                call, identity.entryLinks().enter(token).orElseThrow(() -> new ApiProblem(ApiCode.LINK_UNKNOWN)));
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
