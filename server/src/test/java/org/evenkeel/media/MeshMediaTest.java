package org.evenkeel.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.live.IceCandidate;
import org.evenkeel.live.MediaDiary;
import org.evenkeel.live.MediaPage;
import org.evenkeel.live.MediaPlane;
import org.evenkeel.live.MediaPlane.Ordered;
import org.evenkeel.live.MediaSide;
import org.evenkeel.live.MediaSignal;
import org.evenkeel.live.MediaTold;
import org.evenkeel.live.Position;
import org.evenkeel.room.ClientId;
import org.evenkeel.room.MediaOrder;
import org.evenkeel.room.MediaSeat;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** What pages may say to each other in a mesh, and what is honestly not promised there. */
class MeshMediaTest {

    private static final IceCandidate HOME =
            new IceCandidate("candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host", "0", 0);
    private static final IceCandidate RELAY =
            new IceCandidate(
                    "candidate:2 1 udp 41885439 192.0.2.200 61000 typ relay raddr 192.0.2.7 rport 50000", "0", 0);

    private final MediaDiary diary = new MediaDiary();
    private long seq;

    private MediaPlane.Room open(boolean relayOnly) {
        return new MeshMedia(relayOnly, Relays.none()).open(new SessionId("room"), 1, diary);
    }

    private static MediaPage page(String name) {
        return new MediaPage(new MemberId(name), new ClientId("tab-of-" + name));
    }

    private static MediaSeat seat(String name, boolean audible, Optional<MemberId> aside) {
        return OrderedSeats.seat(page(name), audible, aside);
    }

    private void order(MediaPlane.Room room, MediaSeat... seats) {
        var order = new LinkedHashMap<MemberId, MediaSeat>();
        List.of(seats).forEach(each -> order.put(each.member(), each));
        room.order(new Ordered(new Position(1, ++seq), new MediaOrder(order)));
    }

    private static MediaSeat seat(String name) {
        return seat(name, true, Optional.empty());
    }

    private static MediaSignal offerTo(String peer) {
        return new MediaSignal.Offer(1, Optional.of(new MemberId(peer)), "v=0");
    }

    private static MediaSignal candidateTo(String peer, IceCandidate candidate) {
        return new MediaSignal.Candidate(MediaSide.SEND, 1, Optional.of(new MemberId(peer)), Optional.of(candidate));
    }

    @Test
    void twoWhoMayGetEachOtherAreConnectedAndToldWhoSpeaks() {
        var room = open(false);
        order(room, seat("ann"), seat("ben"));

        room.signal(page("ann"), offerTo("ben"));
        room.signal(page("ann"), candidateTo("ben", HOME));

        assertThat(diary.of(page("ben"), MediaTold.Offer.class))
                .containsExactly(
                        new MediaTold.Offer(1, Optional.of(new MemberId("ann")), Optional.empty(), "v=0", List.of()));
        assertThat(diary.of(page("ben"), MediaTold.Candidate.class))
                .containsExactly(new MediaTold.Candidate(1, new MemberId("ann"), Optional.of(HOME)));
    }

    @Test
    void whoHasNoSeatSaysNothingToAnybodyAndNobodyToHim() {
        var room = open(false);
        order(room, seat("ann"));

        room.signal(page("ben"), offerTo("ann"));
        room.signal(page("ann"), offerTo("ben"));

        assertThat(diary.of(page("ann"), MediaTold.Offer.class)).isEmpty();
        assertThat(diary.of(page("ben"), MediaTold.class)).isEmpty();
    }

    @Test
    void whoTalksApartIsNotReachedByTheGroup() {
        var room = open(false);
        var fay = Optional.of(new MemberId("fay"));
        order(room, seat("fay", true, fay), seat("ann", true, fay), seat("ben"));

        room.signal(page("ben"), offerTo("ann"));
        room.signal(page("fay"), offerTo("ann"));

        assertThat(diary.of(page("ann"), MediaTold.Offer.class))
                .extracting(offer -> offer.peer().orElseThrow())
                .containsExactly(new MemberId("fay"));
    }

    @Test
    void whereOnlyTheRelayMayBeKnownNoAddressOfAPersonIsPassedOn() {
        var room = open(true);
        order(room, seat("ann"), seat("ben"));

        room.signal(page("ann"), candidateTo("ben", HOME));
        room.signal(page("ann"), candidateTo("ben", RELAY));

        assertThat(diary.of(page("ben"), MediaTold.Candidate.class))
                .extracting(MediaTold.Candidate::candidate)
                .satisfiesExactly(
                        hidden -> assertThat(hidden).isEmpty(),
                        relayed ->
                                assertThat(relayed.orElseThrow().text()).contains("relay").doesNotContain("192.0.2.7"));
        assertThat(diary.of(page("ben"), MediaTold.Ready.class)).allMatch(MediaTold.Ready::relayOnly);
    }

    @Test
    void noDescriptionCarriesAnAddressThere() {
        var room = open(true);
        order(room, seat("ann"), seat("ben"));
        var sdp =
                "v=0\r\no=- 1 2 IN IP4 192.0.2.7\r\nc=IN IP4 192.0.2.7\r\na=rtcp:9 IN IP4 192.0.2.7\r\na="
                        + HOME.text()
                        + "\r\na="
                        + RELAY.text()
                        + "\r\n";

        room.signal(page("ann"), new MediaSignal.Offer(1, Optional.of(new MemberId("ben")), sdp));

        assertThat(diary.await(page("ben"), MediaTold.Offer.class).sdp())
                .doesNotContain("192.0.2.7")
                .contains("typ relay");
    }

    @Test
    void aFifthPersonHasNoMediaAndIsToldSo() {
        var room = open(false);
        order(room, seat("a"), seat("b"), seat("c"), seat("d"), seat("e"));

        room.signal(page("e"), offerTo("a"));

        assertThat(diary.of(page("e"), MediaTold.Ready.class))
                .extracting(MediaTold.Ready::mode)
                .containsOnly(MediaTold.Mode.NONE);
        assertThat(diary.of(page("a"), MediaTold.Offer.class)).isEmpty();
    }

    @Test
    void whoTakesTheFourthPlaceIsToldSoAndWhoLosesItToo() {
        var room = open(false);
        order(room, seat("a"), seat("b"), seat("c"), seat("d"), seat("e"));

        order(room, seat("a"), seat("b"), seat("c"), seat("e"));
        order(room, seat("a"), seat("b"), seat("c"), seat("d"), seat("e"));

        assertThat(diary.of(page("e"), MediaTold.Ready.class))
                .extracting(MediaTold.Ready::mode)
                .containsExactly(MediaTold.Mode.NONE, MediaTold.Mode.MESH, MediaTold.Mode.NONE);
        assertThat(diary.of(page("a"), MediaTold.Ready.class)).hasSize(1);
    }

    @Test
    void aStoppedCameraIsNotReportedAsCarriedOutEither() {
        var room = open(false);
        var ann = seat("ann");
        order(
                room,
                new MediaSeat(ann.member(), ann.page(), true, ann.aside(), true, true, false, false, true),
                seat("ben"));

        assertThat(diary.held().orElseThrow().late()).containsExactly(new MemberId("ann"));
    }

    @Test
    void aMuteIsNeverReportedAsCarriedOutBecauseNobodyCanKnow() {
        var room = open(false);
        order(room, seat("ann", false, Optional.empty()), seat("ben"));

        assertThat(diary.held().orElseThrow().late()).containsExactly(new MemberId("ann"));
    }
}
