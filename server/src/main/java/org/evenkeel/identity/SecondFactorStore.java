package org.evenkeel.identity;

import org.evenkeel.room.PersonId;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Keeps second factors of staff, those that are offered and not yet confirmed, and the hashes of recovery codes. */
public interface SecondFactorStore {

    /**
     * A second factor that counts.
     *
     * @param secret of the codes, in the text form of whoever keeps it
     * @param since milliseconds UTC
     * @param lastStep the last step whose code was accepted
     */
    record Factor(String secret, long since, long lastStep) {
        public Factor {
            Objects.requireNonNull(secret, "secret");
        }

        /** The secret stays out of logs. */
        @Override
        public String toString() {
            return "Factor[]";
        }
    }

    /**
     * A secret that was shown and counts once it was confirmed.
     *
     * @param id names it
     * @param secret as in {@link Factor}
     * @param at milliseconds UTC
     */
    record Offer(String id, String secret, long at) {
        public Offer {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(secret, "secret");
        }

        /** The secret stays out of logs. */
        @Override
        public String toString() {
            return "Offer[" + id + "]";
        }
    }

    /** The person's second factor. */
    Optional<Factor> find(PersonId person);

    /** The person's offer, however old. */
    Optional<Offer> offered(PersonId person);

    /** Keeps an offer in place of the one before; a factor that counts goes on counting. */
    void offer(PersonId person, Offer offer);

    /**
     * Makes the offer the person's second factor in place of the one before, with these recovery codes.
     *
     * @return false when the offer is not there any more: nothing changed
     */
    boolean confirm(PersonId person, Offer offer, Factor factor, Set<String> recoveryHashes);

    /**
     * Notes that the code of a step was used, unless that one or a later one was: of two at once, on any nodes, one
     * gets true.
     */
    boolean accept(PersonId person, long step);

    /** Forgets factor, offer and recovery codes; returns whether there was a factor. */
    boolean remove(PersonId person);

    /** Keeps these hashes in place of those before. */
    void replaceRecovery(PersonId person, Set<String> hashes);

    /** Takes one away; of two at once, one gets true. */
    boolean consumeRecovery(PersonId person, String hash);

    /** How many are left. */
    int recoveryLeft(PersonId person);
}
