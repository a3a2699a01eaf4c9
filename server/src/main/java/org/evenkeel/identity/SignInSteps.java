package org.evenkeel.identity;

import org.evenkeel.program.StaffMember;
import org.evenkeel.room.PersonId;

import java.util.Optional;

/**
 * The way from the right password, or an entry link, to a complete sign-in: first the code of the second factor, where
 * there is one; then a password of one's own, where the present one is somebody else's or is to be replaced; then the
 * second factor, where it is required. The order matters: without the code nothing about the account can be changed.
 */
final class SignInSteps {

    private final PasswordStore passwords;
    private final SecondFactorStore factors;
    private final StaffSessions sessions;
    private final SecondFactorRule rule;

    SignInSteps(IdentityStores stores, StaffSessions sessions, SecondFactorRule rule) {
        this.passwords = stores.passwords();
        this.factors = stores.secondFactors();
        this.sessions = sessions;
        this.rule = rule;
    }

    SecondFactorRule rule() {
        return rule;
    }

    /** A new sign-in of somebody whose password or entry link was right. */
    SignedIn begin(StaffMember member) {
        return sessions.start(member, factors.find(member.id()).isPresent() ? SignInStage.CODE : next(member.id()));
    }

    /** The same sign-in a step further, under a secret that nobody knew before. */
    SignedIn goOn(StaffIdentity identity) {
        return sessions.renew(identity, next(identity.member().id()));
    }

    /** What is still to be done by somebody whose code was right, or who needs none. */
    private SignInStage next(PersonId person) {
        Optional<PasswordStore.Kept> password = passwords.find(person);
        boolean required = rule == SecondFactorRule.REQUIRED;
        if (password.map(kept -> kept.onceUntil().isPresent()).orElse(required)) {
            return SignInStage.PASSWORD;
        }
        return required && factors.find(person).isEmpty() ? SignInStage.ENROL : SignInStage.COMPLETE;
    }
}
