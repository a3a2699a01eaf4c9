package org.evenkeel.api;

import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.AccountNotice;
import org.evenkeel.identity.Identity;
import org.evenkeel.identity.IdentityLimits;
import org.evenkeel.identity.KnownDevices;
import org.evenkeel.identity.Secret;
import org.evenkeel.identity.SignedIn;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.identity.StaffSession;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.StaffDetails;
import org.evenkeel.program.StaffMember;

import java.util.List;
import java.util.Optional;

/**
 * What a browser hears of its sign-in: who is here once it is complete, until then only which step is next. The address
 * of the cookie's secret changes with every step.
 */
final class Welcome {

    private final Clinic clinic;
    private final Identity identity;
    private final IdentityLimits limits;
    private final StaffCookie cookie;
    private final Json json;

    Welcome(ApiParts parts, Json json) {
        this.clinic = parts.clinic();
        this.identity = parts.identity();
        this.limits = parts.limits();
        this.cookie = new StaffCookie(limits);
        this.json = json;
    }

    /** Of a sign-in that just began or came a step further. */
    HttpReply reply(HttpCall call, SignedIn signedIn) {
        return reply(call, signedIn, of(signedIn));
    }

    /** The same beside something else that is said once. */
    HttpReply reply(HttpCall call, SignedIn signedIn, Object value) {
        HttpReply reply = json.reply(value).with("Set-Cookie", cookie.set(call, signedIn.secret()));
        if (!signedIn.session().complete()) {
            return reply;
        }
        KnownDevices devices = identity.devices();
        Secret device = devices.remember(signedIn.member().id(), StaffCookie.from(call).device());
        return reply.with("Set-Cookie", StaffCookie.setDevice(call, device, devices.kept()));
    }

    /** Takes the cookie away. */
    HttpReply goodbye(HttpCall call) {
        return HttpReply.done().with("Set-Cookie", cookie.clear(call));
    }

    Object of(StaffIdentity staff) {
        return of(staff.session(), staff.member(), staff.csrf());
    }

    Object of(SignedIn signedIn) {
        return of(signedIn.session(), signedIn.member(), signedIn.csrf());
    }

    private Object of(StaffSession session, StaffMember member, String csrf) {
        return switch (session.stage()) {
            case CODE, PASSWORD, ENROL -> new Step(Words.of(session.stage()), csrf);
            case COMPLETE -> me(session, member, csrf);
        };
    }

    private Me me(StaffSession session, StaffMember member, String csrf) {
        StaffDetails details = member.details();
        return new Me(
                member.id().value(),
                details.displayName(),
                details.fullName(),
                Words.of(details.roles()),
                Optional.of(details.credential()).filter(text -> !text.isEmpty()),
                csrf,
                clinic.settings().current().zone().getId(),
                identity.notices().unseen(member.id()).stream().map(Notice::of).toList(),
                limits.staffIdle().toMillis(),
                identity.sessions().idleLeft(session));
    }

    /**
     * A sign-in that wants another step.
     *
     * @param next {@code code}, {@code password} or {@code enrol}
     */
    record Step(String next, String csrf) {}

    /**
     * @param idleMillis after so long without activity the sign-in ends
     * @param idleLeftMillis how much of it is left, as it stood before this request
     */
    record Me(
            String person,
            String name,
            String fullName,
            List<String> roles,
            Optional<String> credential,
            String csrf,
            String timeZone,
            List<Notice> notices,
            long idleMillis,
            long idleLeftMillis) {}

    /** Something about the own account that the person has not read. */
    record Notice(String kind, long at) {
        static Notice of(AccountNotice notice) {
            return new Notice(Words.of(notice.kind()), notice.at());
        }
    }
}
