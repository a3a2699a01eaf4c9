package org.evenkeel.room;

import java.util.Optional;

/**
 * One member as the media plane must treat him. What is false here may not flow, whatever a browser sends.
 *
 * @param page the tab that has his seat: another tab of the same person has no media
 * @param connected false while his socket is away and his grace time runs: what flows may go on for a while
 * @param aside with whom he talks apart, by that staff member's id; empty: with the group
 * @param sends whether he may send anything at all; observers never do
 * @param audible whether his microphone is heard
 * @param visible whether his camera is seen
 * @param screen whether his shared screen is seen
 * @param receives whether he gets what the others of his place send
 */
public record MediaSeat(
        MemberId member,
        ClientId page,
        boolean connected,
        Optional<MemberId> aside,
        boolean sends,
        boolean audible,
        boolean visible,
        boolean screen,
        boolean receives) {

    /** Whether this one may get what the other sends. */
    public boolean gets(MediaSeat other) {
        return receives && !member.equals(other.member) && aside.equals(other.aside);
    }

    /** What both allow. Where they differ about his place he is in neither: each of them denies the other's. */
    MediaSeat and(MediaSeat other) {
        boolean samePlace = aside.equals(other.aside);
        return new MediaSeat(
                member,
                page,
                connected,
                aside,
                sends && other.sends,
                samePlace && audible && other.audible,
                samePlace && visible && other.visible,
                samePlace && screen && other.screen,
                samePlace && receives && other.receives);
    }
}
