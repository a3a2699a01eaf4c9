package org.evenkeel.room;

/**
 * A participant and one staff member who talk apart while the group goes on. Both have the same value.
 *
 * @param since milliseconds UTC
 */
public record Aside(MemberId member, MemberId staff, long since) {

    /** With whom this one of the two talks. */
    public MemberId with(MemberId one) {
        return one.equals(member) ? staff : member;
    }
}
