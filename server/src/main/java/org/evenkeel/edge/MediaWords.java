package org.evenkeel.edge;

import org.evenkeel.live.IceCandidate;
import org.evenkeel.live.IceServer;
import org.evenkeel.live.MediaPlane;
import org.evenkeel.live.MediaSide;
import org.evenkeel.live.MediaSign;
import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaTold;
import org.evenkeel.room.MemberId;
import org.evenkeel.wire.ClientMessage;
import org.evenkeel.wire.ErrorCode;
import org.evenkeel.wire.IceView;
import org.evenkeel.wire.RelayView;
import org.evenkeel.wire.ServerMessage;
import org.evenkeel.wire.TrackView;
import org.evenkeel.wire.Words;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Between what pages and the media plane say to each other and the wire. Nothing is added, nothing left out. */
final class MediaWords {

    private MediaWords() {}

    /**
     * @throws IllegalArgumentException when a member id cannot be one
     */
    static MediaSignal said(ClientMessage.Signal signal) {
        return switch (signal) {
            case ClientMessage.Offer(long pc, var peer, String sdp) -> new MediaSignal.Offer(pc, member(peer), sdp);
            case ClientMessage.Answer(long pc, var peer, var offer, String sdp) ->
                    new MediaSignal.Answer(pc, member(peer), offer, sdp);
            case ClientMessage.Candidate(var side, long pc, var peer, var ice) ->
                    new MediaSignal.Candidate(
                            MediaSide.valueOf(side.name()), pc, member(peer), ice.map(MediaWords::candidate));
            case ClientMessage.Restart(long pc) -> new MediaSignal.Restart(pc);
            case ClientMessage.Want(var faces) ->
                    new MediaSignal.Want(faces.stream().map(MemberId::new).collect(Collectors.toUnmodifiableSet()));
        };
    }

    private static IceCandidate candidate(IceView view) {
        return new IceCandidate(view.text(), view.mid(), (int) Math.min(view.line(), Integer.MAX_VALUE));
    }

    private static Optional<MemberId> member(Optional<String> id) {
        return id.map(MemberId::new);
    }

    static ServerMessage told(MediaTold told) {
        return switch (told) {
            case MediaTold.Ready(var mode, String life, boolean relayOnly, var servers) ->
                    new ServerMessage.Media(
                            Words.MediaMode.valueOf(mode.name()),
                            life,
                            relayOnly,
                            servers.stream().map(MediaWords::relay).toList());
            case MediaTold.Offer(long pc, var peer, var offer, String sdp, var tracks) ->
                    new ServerMessage.Offered(
                            pc, peer.map(MemberId::value), offer, sdp, tracks.stream().map(MediaWords::track).toList());
            case MediaTold.Answer(long pc, var peer, String sdp) ->
                    new ServerMessage.Answered(pc, peer.map(MemberId::value), sdp);
            case MediaTold.Candidate(long pc, var peer, var ice) ->
                    new ServerMessage.Reachable(
                            pc, peer.value(), ice.map(it -> new IceView(it.text(), it.mid(), it.line())));
            case MediaTold.Refused() -> new ServerMessage.Error(ErrorCode.BAD_MEDIA, ErrorCode.BAD_MEDIA.sentence());
            case MediaTold.Renew(var side) -> new ServerMessage.Renew(Words.Side.valueOf(side.name()));
        };
    }

    private static RelayView relay(IceServer server) {
        return new RelayView(
                server.urls(),
                server.login().map(IceServer.Login::username),
                server.login().map(IceServer.Login::credential));
    }

    private static TrackView track(MediaTold.Track track) {
        return new TrackView(track.mid(), track.member().value(), Words.TrackKind.valueOf(track.kind().name()));
    }

    static ServerMessage.Held held(MediaPlane.Held held) {
        return new ServerMessage.Held(held.at().seq(), ids(held.late()), ids(held.failed()));
    }

    private static List<String> ids(Collection<MemberId> members) {
        return members.stream().map(MemberId::value).sorted().toList();
    }

    static ServerMessage sign(MemberId member, MediaSign sign, boolean on) {
        return switch (sign) {
            case TALKS -> new ServerMessage.Talking(member.value(), on);
            case WEAK -> new ServerMessage.Weak(member.value(), on);
        };
    }
}
