package org.evenkeel.wire;

/** Whose track a media section carries. */
@Meaning("Whose track a media section carries.")
public record TrackView(
        @Meaning("Of the media section.") String mid, @Meaning("Member id.") String member, Words.TrackKind track) {}
