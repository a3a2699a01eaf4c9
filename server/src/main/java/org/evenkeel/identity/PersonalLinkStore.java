package org.evenkeel.identity;

import org.evenkeel.room.PersonId;

import java.util.Optional;

/** Keeps participants' links, at most one each, and the visits made with them, both by the hash of their secret. */
public interface PersonalLinkStore {

    /** Keeps a link in place of the person's link before; visits of that one end with it. */
    void replace(String hash, PersonalLink link);

    /** The link with this hash, expired or not. */
    Optional<PersonalLink> find(String hash);

    /** The person's link, expired or not. */
    Optional<PersonalLink> of(PersonId participant);

    /** Forgets the person's link and its visits; returns whether there was one. */
    boolean remove(PersonId participant);

    /** Keeps a visit, unless its link ended meanwhile; returns whether it was kept. */
    boolean addVisit(String hash, Visit visit);

    /** The visit with this hash, expired or not. */
    Optional<Visit> findVisit(String hash);

    /** Forgets visits that expired. */
    int removeExpiredVisits(long now);
}
