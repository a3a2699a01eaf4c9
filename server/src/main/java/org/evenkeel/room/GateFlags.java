package org.evenkeel.room;

/**
 * What the room must know of a person's gate answers. The answers themselves (place, call-back number) stand in SQL
 * only.
 *
 * @param alone says that nobody can overhear
 * @param driving says that he is driving: blocks admission
 * @param safe says that he is sober and safe; when not, staff are told and decide
 * @param rulesAccepted accepted the group's rules: without it no admission
 */
public record GateFlags(boolean alone, boolean driving, boolean safe, boolean rulesAccepted) {

    /** Whether nothing speaks against admitting this person together with others, in one press. */
    public boolean clear() {
        return alone && !driving && safe && rulesAccepted;
    }
}
