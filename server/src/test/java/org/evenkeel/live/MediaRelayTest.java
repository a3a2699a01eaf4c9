package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evenkeel.live.LiveStory.ANN;
import static org.evenkeel.live.LiveStory.FAY;
import static org.evenkeel.live.LiveStory.ROOM;
import static org.evenkeel.live.LiveStory.socket;
import static org.evenkeel.live.LiveStory.tab;

import org.evenkeel.room.MemberId;
import org.evenkeel.room.NodeId;
import org.evenkeel.room.RoomCommand;
import org.evenkeel.room.RoomState;
import org.evenkeel.room.Submission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** One node controls the media, and pages whose sockets are on another one have them too. */
@Timeout(60)
class MediaRelayTest extends MediaNodes {

    private static final NodeId C = new NodeId("c");
    private static final MediaPage ANNS = new MediaPage(ANN, tab(ANN, 1));
    private static final MediaPage FAYS = new MediaPage(FAY, tab(FAY, 1));
    private static final MediaSignal OFFER = new MediaSignal.Offer(1, Optional.empty(), "v=0 offer");
    private static final MediaTold ANSWER = new MediaTold.Answer(1, Optional.empty(), "v=0 answer");
    private static final MediaSignal RESTART = new MediaSignal.Restart(1);

    private final Node b = new Node(B, Set.of());

    /** Fay's page is on A, which controls the media; Ann's is on B. */
    private void acrossNodes() {
        session(a);
        a.room();
        comesTo(b, 1, 2);
        Await.until("ann's page is greeted", () -> readies(b) == 1);
    }

    private void comesTo(Node node, int presented, int next) {
        done(
                node.rooms.submit(
                        ROOM,
                        Submission.byServer(
                                clock.getAsLong(),
                                new RoomCommand.Resume(ANN, socket(ANN, presented), socket(ANN, next), node.id))));
    }

    private static long readies(Node node) {
        return node.told.stream()
                .filter(told -> told.page().equals(ANNS) && told.message() instanceof MediaTold.Ready)
                .count();
    }

    private RoomState state(Node node) {
        return node.rooms.read(ROOM, state -> state).join();
    }

    @Test
    void anOfferReachesThePlaneOfTheControllerAndItsAnswerThePage() {
        acrossNodes();

        b.desks.signal(ROOM, ANNS, OFFER);

        Await.until("the plane of a has it", () -> a.room().signals().equals(List.of(OFFER)));
        a.room().listener().tell(ANNS, ANSWER);
        Await.until("the page has the answer", () -> b.told.contains(new Told(ANNS, ANSWER)));
        assertThat(a.told).doesNotContain(new Told(ANNS, ANSWER));
        assertThat(b.plane.opened(ROOM)).isEmpty();
    }

    @Test
    void noNodeSpeaksForAPageOfAnother() {
        acrossNodes();

        store.node(B).whisper(ROOM, new MediaWhisper.Said(FAYS, OFFER));
        store.node(C).whisper(ROOM, new MediaWhisper.Said(ANNS, OFFER));
        store.node(B).whisper(ROOM, new MediaWhisper.Said(new MediaPage(ANN, tab(ANN, 2)), OFFER));
        store.node(C).whisper(ROOM, new MediaWhisper.Asked(FAYS));
        b.desks.signal(ROOM, ANNS, RESTART);

        Await.until("what the page said itself is there", () -> a.room().signals().contains(RESTART));
        assertThat(a.room().signals()).containsExactly(RESTART);
        assertThat(a.room().greeted()).containsOnlyOnce(FAYS);
    }

    @Test
    void whatIsForAPageThatIsElsewhereByNowIsNotDelivered() {
        acrossNodes();

        store.node(A).whisper(ROOM, new MediaWhisper.Told(1, FAYS, ANSWER));
        store.node(A).whisper(ROOM, new MediaWhisper.Told(1, ANNS, new MediaTold.Refused()));

        Await.until("the second is there", () -> b.told.contains(new Told(ANNS, new MediaTold.Refused())));
        assertThat(b.told).doesNotContain(new Told(FAYS, ANSWER));
    }

    @Test
    void staffOfAllNodesLearnHowFarOrdersAreCarriedOut() {
        acrossNodes();
        done(asks(a, FAY, new RoomCommand.Mute(ANN)));
        a.room().listener().tell(ANNS, ANSWER);
        Await.until("b heard what came behind", () -> b.told.contains(new Told(ANNS, ANSWER)));
        assertThat(b.helds).as("nobody of staff is there").isEmpty();

        enters(b, COLE);
        var held = new MediaPlane.Held(new Position(1, 5), Set.of(ANN), Set.of());
        Await.until("b tells it who comes", () -> !b.helds.isEmpty());
        a.room().listener().held(held);

        Await.until("and goes on", () -> b.helds.contains(held));
        assertThat(a.helds).contains(held);
    }

    @Test
    void whoTalksIsToldToWhoMayKnowByBothNodes() {
        acrossNodes();
        done(asks(a, FAY, new RoomCommand.SetMicrophone(true)));
        Await.until("b knows", () -> state(b).members().get(FAY).microphone());

        a.room().listener().sign(FAY, MediaSign.TALKS, true);

        Await.until("b tells it", () -> !b.signs.isEmpty());
        assertThat(b.signs).containsExactly(new Seen(FAY, MediaSign.TALKS, true, Set.of(ANNS)));
        assertThat(a.signs).containsExactly(new Seen(FAY, MediaSign.TALKS, true, Set.of(ANNS, FAYS)));

        var stranger = new MediaPage(new MemberId("m-stranger"), tab(ANN, 1));
        store.node(A).whisper(ROOM, new MediaWhisper.Signs(1, FAY, MediaSign.TALKS, true, Set.of(stranger)));
        Await.until("b looked at it", () -> b.signs.size() == 2);
        assertThat(b.signs.getLast().to()).isEmpty();
    }

    @Test
    void nothingIsToldToAPageThatIsNotInTheRoomAnyMore() {
        session(a);
        Await.until("ann is heard", () -> a.room().isAudible(ANN));
        done(asks(a, FAY, new RoomCommand.SendBack(ANN)));

        a.room().listener().tell(ANNS, ANSWER);
        a.room().listener().sign(FAY, MediaSign.TALKS, true);
        a.room().listener().tell(FAYS, ANSWER);

        assertThat(a.told).contains(new Told(FAYS, ANSWER)).doesNotContain(new Told(ANNS, ANSWER));
    }

    @Test
    void whoMayNotHearSomebodyAnyMoreIsToldThatHeStopped() {
        acrossNodes();
        enters(b, COLE);
        done(asks(a, FAY, new RoomCommand.SetMicrophone(true)));
        Await.until("fay is heard", () -> a.room().isAudible(FAY));
        a.room().listener().sign(FAY, MediaSign.TALKS, true);
        Await.until("b tells it", () -> !b.signs.isEmpty());

        done(asks(a, FAY, new RoomCommand.StepAside(ANN)));

        var coles = new MediaPage(COLE, tab(COLE, 1));
        Await.until("cole is told", () -> b.signs.contains(new Seen(FAY, MediaSign.TALKS, false, Set.of(coles))));
        assertThat(a.signs)
                .as("ann hears her still")
                .noneMatch(talk -> !talk.on() && (talk.to().contains(ANNS) || talk.to().contains(FAYS)));
    }

    @Test
    void aGreetingThatGotLostIsAskedFor() {
        session(a);
        a.room();
        store.cutBus(B);
        comesTo(b, 1, 2);
        Await.until("a greeted", () -> a.room().greeted().stream().filter(ANNS::equals).count() == 2);
        store.mendBus(B);
        assertThat(readies(b)).isZero();

        b.desks.tick();

        Await.until("greeted after all", () -> readies(b) == 1);
        b.desks.tick();
        a.room().listener().tell(ANNS, ANSWER);
        Await.until("b heard what came behind", () -> b.told.contains(new Told(ANNS, ANSWER)));
        assertThat(readies(b)).as("asked once").isEqualTo(1);
    }

    @Test
    void whenTheControllerDiesTheOtherNodeServesItsPagesItself() {
        acrossNodes();
        store.vanish(A);
        skew.addAndGet(MediaLeases.LEASE_MILLIS + 1);

        b.desks.tick();
        b.desks.signal(ROOM, ANNS, OFFER);

        assertThat(b.room().term()).isEqualTo(2);
        assertThat(b.room().signals()).containsExactly(OFFER);
        assertThat(a.room().signals()).isEmpty();
        b.room().listener().tell(ANNS, ANSWER);
        assertThat(b.told).contains(new Told(ANNS, ANSWER));
        assertThat(readies(b)).as("greeted by each").isEqualTo(2);
    }

    @Test
    void aFormerControllerIsNotBelievedAnyMore() {
        acrossNodes();
        var relay = new MediaRelay(ROOM, B, b.parts);
        relay.stands(state(b));
        b.told.clear();

        relay.controlledBy(A, 4);
        relay.heard(C, new MediaWhisper.Told(5, ANNS, new MediaTold.Renew(MediaSide.SEND)));
        relay.heard(A, new MediaWhisper.Told(4, ANNS, new MediaTold.Refused()));

        assertThat(b.told).containsExactly(new Told(ANNS, new MediaTold.Renew(MediaSide.SEND)));

        // A store that lost its leases counts from the beginning again: what it says holds.
        relay.controlledBy(A, 1);
        relay.heard(A, new MediaWhisper.Told(1, ANNS, new MediaTold.Refused()));
        assertThat(b.told).contains(new Told(ANNS, new MediaTold.Refused()));
    }

    @Test
    void nothingIsWhisperedWhileEverybodyIsOnOneNode() {
        var heard = new CopyOnWriteArrayList<MediaWhisper>();
        store.node(C)
                .subscribe(
                        ROOM,
                        new RoomBus.Listener() {
                            @Override
                            public void written(Position before, List<LoggedEntry> entries) {}

                            @Override
                            public void announced(NodeId node, Position position) {}

                            @Override
                            public void whispered(NodeId from, MediaWhisper words) {
                                heard.add(words);
                            }

                            @Override
                            public void interrupted() {}
                        });
        session(a);
        Await.until("greeted", () -> readies(a) == 1);
        a.room().listener().sign(ANN, MediaSign.TALKS, true);
        a.desks.signal(ROOM, ANNS, OFFER);
        assertThat(heard).isEmpty();

        comesTo(b, 1, 2);
        Await.until("greeted there", () -> readies(b) == 1);
        assertThat(heard).isNotEmpty();
    }
}
