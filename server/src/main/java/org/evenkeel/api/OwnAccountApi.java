package org.evenkeel.api;

import org.evenkeel.audit.AuditAction;
import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.AccountNotice;
import org.evenkeel.identity.Identity;
import org.evenkeel.identity.SecondFactors;
import org.evenkeel.identity.SignInThrottle;
import org.evenkeel.identity.SignedIn;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.identity.StaffSession;
import org.evenkeel.program.Clinic;
import org.evenkeel.program.ClinicSettings;
import org.evenkeel.room.PersonId;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** What members of staff do about the safety of their own account: second factor, password, other sign-ins. */
final class OwnAccountApi {

    private static final String ROOT = "/api/staff/account";
    private static final String FACTOR = ROOT + "/second-factor";

    private final Clinic clinic;
    private final Identity identity;
    private final People people;
    private final Welcome welcome;
    private final Json json;

    OwnAccountApi(ApiParts parts, Json json) {
        this.clinic = parts.clinic();
        this.identity = parts.identity();
        this.people = new People(clinic);
        this.welcome = new Welcome(parts, json);
        this.json = json;
    }

    void addTo(Resources to) {
        to.signedIn(
                        Audits.refusals(AuditAction.ACCOUNT_READ, "the caller's own sign-ins"),
                        "GET",
                        ROOT,
                        (_, staff) -> json.reply(view(staff)))
                .underway(Audits.each(AuditAction.ACCOUNT_PASSWORD), "POST", ROOT + "/password", this::password)
                .underway(Audits.each(AuditAction.ACCOUNT_FACTOR_OFFER), "POST", FACTOR, this::offer)
                .underway(Audits.each(AuditAction.ACCOUNT_FACTOR), "POST", FACTOR + "/confirm", this::confirm)
                .signedIn(Audits.each(AuditAction.ACCOUNT_FACTOR_REMOVE), "POST", FACTOR + "/remove", this::remove)
                .signedIn(
                        Audits.each(AuditAction.ACCOUNT_RECOVERY),
                        "POST",
                        ROOT + "/recovery-codes",
                        this::renewRecovery)
                .signedIn(
                        Audits.refusals(AuditAction.ACCOUNT_NOTICES, "the caller has read a notice"),
                        "POST",
                        ROOT + "/notices/seen",
                        this::seen)
                .signedIn(
                        Audits.each(AuditAction.ACCOUNT_END_SIGN_IN),
                        "POST",
                        ROOT + "/sessions/others/end",
                        this::endOthers)
                .signedIn(Audits.each(AuditAction.ACCOUNT_END_SIGN_IN), "POST", ROOT + "/sessions/{id}/end", this::end);
    }

    private View view(StaffIdentity staff) {
        PersonId person = staff.member().id();
        SecondFactors.Status factor = identity.secondFactors().status(person);
        return new View(
                factor.since(),
                factor.recoveryLeft(),
                factor.required(),
                identity.signIn().hasPassword(staff.caller(), person),
                identity.sessions().list(staff.caller(), person).stream()
                        .map(each -> SignIn.of(each, staff.session().id()))
                        .toList(),
                identity.notices().list(staff.caller(), person).stream().map(this::event).toList());
    }

    private Event event(AccountNotice notice) {
        return new Event(
                Words.of(notice.kind()),
                notice.at(),
                notice.by()
                        .filter(by -> !by.equals(notice.person()))
                        .flatMap(people::staff)
                        .map(member -> member.details().fullName()));
    }

    private HttpReply password(HttpCall call, StaffIdentity staff) {
        NewPassword typed = json.read(call, NewPassword.class);
        SignedIn renewed =
                counted(
                        staff,
                        () ->
                                identity.signIn()
                                        .changeOwnPassword(staff, typed.oldPassword().orElse(""), typed.password()));
        return welcome.reply(call, renewed);
    }

    private HttpReply offer(HttpCall call, StaffIdentity staff) {
        OptionalProof typed = json.read(call, OptionalProof.class);
        String issuer = issuer(clinic.settings().current());
        SecondFactors.Offered offered =
                counted(staff, () -> identity.secondFactors().begin(staff, typed.proof().orElse(""), issuer));
        return json.reply(new Offer(offered.text(), offered.address()));
    }

    private HttpReply confirm(HttpCall call, StaffIdentity staff) {
        StaffApi.Code typed = json.read(call, StaffApi.Code.class);
        SecondFactors.Confirmed confirmed =
                counted(
                        staff,
                        () ->
                                identity.secondFactors()
                                        .confirm(staff, typed.code())
                                        .orElseThrow(() -> new ApiProblem(ApiCode.BAD_CODE)));
        return welcome.reply(
                call,
                confirmed.signedIn(),
                new Codes(confirmed.recovery(), Optional.of(welcome.of(confirmed.signedIn()))));
    }

    private HttpReply remove(HttpCall call, StaffIdentity staff) {
        Proof typed = json.read(call, Proof.class);
        return counted(
                staff,
                () -> {
                    identity.secondFactors().remove(staff, typed.proof());
                    return HttpReply.done();
                });
    }

    private HttpReply renewRecovery(HttpCall call, StaffIdentity staff) {
        Proof typed = json.read(call, Proof.class);
        List<String> codes = counted(staff, () -> identity.secondFactors().renewRecovery(staff, typed.proof()));
        return json.reply(new Codes(codes, Optional.empty()));
    }

    private HttpReply seen(HttpCall call, StaffIdentity staff) {
        identity.notices().seen(staff.member().id(), json.read(call, Seen.class).upTo());
        return HttpReply.done();
    }

    private HttpReply endOthers(HttpCall call, StaffIdentity staff) {
        identity.sessions().revokeOthers(staff);
        return HttpReply.done();
    }

    private HttpReply end(HttpCall call, StaffIdentity staff) {
        identity.sessions().revoke(staff.caller(), staff.member().id(), call.parameter("id"));
        return HttpReply.done();
    }

    /** Whoever sits before an open screen guesses no faster than whoever stands outside. */
    private <T> T counted(StaffIdentity staff, Supplier<T> act) {
        SignInThrottle.Try counted = identity.throttle().proof(staff);
        T done = act.get();
        identity.throttle().right(counted);
        return done;
    }

    /** The clinic's name where it may be shown: the app lies on a phone that others see. */
    private static String issuer(ClinicSettings settings) {
        return settings.nameShown() && !settings.name().isBlank() ? settings.name() : "Evenkeel";
    }

    /**
     * @param secondFactorSince milliseconds UTC; absent when there is none
     * @param secondFactorRequired whether it may be removed
     */
    record View(
            OptionalLong secondFactorSince,
            int recoveryLeft,
            boolean secondFactorRequired,
            boolean hasPassword,
            List<SignIn> sessions,
            List<Event> events) {}

    /**
     * @param here whether it is the one that asks
     */
    record SignIn(String id, long createdAt, long lastSeenAt, boolean here) {
        static SignIn of(StaffSession session, String here) {
            return new SignIn(session.id(), session.createdAt(), session.lastSeenAt(), session.id().equals(here));
        }
    }

    /**
     * @param by who did it, when it was another member of staff
     */
    record Event(String kind, long at, Optional<String> by) {}

    record Offer(String secret, String address) {
        /** Stays out of logs. */
        @Override
        public String toString() {
            return "Offer[]";
        }
    }

    /**
     * @param signIn how the sign-in stands now, where it came a step further
     */
    record Codes(List<String> codes, Optional<Object> signIn) {
        /** Stays out of logs. */
        @Override
        public String toString() {
            return "Codes[]";
        }
    }

    record NewPassword(Optional<String> oldPassword, String password) {
        /** Stays out of logs. */
        @Override
        public String toString() {
            return "NewPassword[]";
        }
    }

    record OptionalProof(Optional<String> proof) {
        /** Stays out of logs. */
        @Override
        public String toString() {
            return "OptionalProof[]";
        }
    }

    record Proof(String proof) {
        /** Stays out of logs. */
        @Override
        public String toString() {
            return "Proof[]";
        }
    }

    /**
     * @param upTo milliseconds UTC of the newest notice that was shown
     */
    record Seen(long upTo) {}
}
