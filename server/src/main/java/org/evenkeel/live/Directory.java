package org.evenkeel.live;

import org.evenkeel.room.KeptApart;
import org.evenkeel.room.PersonId;
import org.evenkeel.room.SessionId;

/**
 * Names for ids, and who must not meet whom: Redis holds opaque ids only, names come from SQL. Implementations keep
 * what they looked up for a short while, so that a frame does not wait for SQL; a name that cannot be had now is a
 * neutral word, never an error.
 */
public interface Directory {

    /** The names of a person. */
    Names names(PersonId person);

    /** What staff call this session: the group's name. */
    String title(SessionId session);

    /** What participants are shown instead, by setting: says nothing about the clinic. */
    String neutralTitle();

    /** Who must not meet whom in this clinic; nobody while that cannot be had. */
    KeptApart keptApart();

    /**
     * @param display what others in the group see: first name and initial, or an alias
     * @param full for facilitators and co-facilitators only
     */
    record Names(String display, String full) {}
}
