package org.evenkeel.room;

/** The kind of a group, with its default cap of admitted people (participants, and guests where there are any). */
public enum RoomKind {
    THERAPY(12, true),
    SKILLS(12, true),
    EDUCATION(35, false),
    SUPPORT(12, false),
    PEER(12, false),
    FAMILY(6, true),
    MULTI_FAMILY(24, true),
    INDIVIDUAL(1, true),
    ALUMNI(20, false);

    private final int defaultCap;
    private final boolean needsCredential;

    RoomKind(int defaultCap, boolean needsCredential) {
        this.defaultCap = defaultCap;
        this.needsCredential = needsCredential;
    }

    /** How many participants and guests may be admitted at a time when the group's own setting says nothing. */
    public int defaultCap() {
        return defaultCap;
    }

    /**
     * Whether a person of this role is <em>qualified</em> staff here: somebody in whose presence the time counts.
     * Therapy, skills, family and individual kinds need a credentialed facilitator; the others may be led by a
     * moderator or a peer mentor.
     */
    public boolean qualifies(Role role, boolean credentialed) {
        return needsCredential ? role.isCare() && credentialed : role.isStaff();
    }
}
