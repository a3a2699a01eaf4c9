package org.evenkeel.live;

import org.evenkeel.room.MemberId;

import java.util.List;
import java.util.Optional;

/** What the media plane says to a page. */
public sealed interface MediaTold {

    /**
     * Sound and picture can be set up now.
     *
     * @param life names one life of the room's media: a page that knows it already goes on with what it has, another
     *     opens new peer connections
     * @param relayOnly the page must use the relay alone, so that nobody learns its address
     */
    record Ready(Mode mode, String life, boolean relayOnly, List<IceServer> servers) implements MediaTold {
        public Ready {
            servers = List.copyOf(servers);
        }
    }

    /** How sound and picture travel. */
    enum Mode {
        /** Through the clinic's own SFU. */
        SFU,
        /** From browser to browser. */
        MESH,
        /** Not at all: the room works without. */
        NONE
    }

    /**
     * What others send, offered to the page's receiving connection; the newest of several holds.
     *
     * @param offer its number, which comes back with the answer; empty in a mesh
     */
    record Offer(long pc, Optional<MemberId> peer, Optional<Long> offer, String sdp, List<Track> tracks)
            implements MediaTold {
        public Offer {
            tracks = List.copyOf(tracks);
        }
    }

    /**
     * Whose track a media section carries.
     *
     * @param mid of the section
     */
    record Track(String mid, MemberId member, TrackKind kind) {}

    /** What a track carries. */
    enum TrackKind {
        MICROPHONE,
        CAMERA,
        SCREEN
    }

    record Answer(long pc, Optional<MemberId> peer, String sdp) implements MediaTold {}

    /** In a mesh only. */
    record Candidate(long pc, MemberId peer, Optional<IceCandidate> candidate) implements MediaTold {}

    /** What the page offered to send is not what a room takes. */
    record Refused() implements MediaTold {}

    /** The peer connection of this side is gone at the server, or was refused: the page opens a new one. */
    record Renew(MediaSide side) implements MediaTold {}
}
