package org.evenkeel.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.evenkeel.room.ClientId;
import org.evenkeel.room.MediaOrder;
import org.evenkeel.room.MediaSeat;
import org.evenkeel.room.MemberId;
import org.evenkeel.room.SessionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

/** What every media plane promises, whatever way sound and picture take. */
public abstract class MediaPlaneContract {

    private static final MediaPage ANN = page("ann", "one");
    private static final MediaPage BEN = page("ben", "one");
    private static final MediaPage OTHER_TAB_OF_BEN = page("ben", "two");

    private final SessionId session = new SessionId("s-" + Long.toHexString(System.nanoTime()));
    private MediaPlane plane;
    private MediaPlane.Room room;
    private final MediaDiary diary = new MediaDiary();
    private long seq;

    /** A plane that serves no room yet. */
    protected abstract MediaPlane open();

    @BeforeEach
    void openRoom() {
        plane = open();
        room = plane.open(session, 1, diary);
    }

    @AfterEach
    void close() {
        room.end();
        plane.close();
    }

    private static MediaPage page(String member, String tab) {
        return new MediaPage(new MemberId(member), new ClientId("tab-" + tab + "-of-" + member));
    }

    private static MediaSeat seat(MediaPage page) {
        return new MediaSeat(page.member(), page.client(), true, Optional.empty(), true, true, true, false, true);
    }

    private Position order(MediaPlane.Room to, MediaPage... pages) {
        var seats = new LinkedHashMap<MemberId, MediaSeat>();
        for (var page : pages) {
            seats.put(page.member(), seat(page));
        }
        var at = new Position(1, ++seq);
        to.order(new MediaPlane.Ordered(at, new MediaOrder(seats)));
        return at;
    }

    private MediaTold.Ready greeted(MediaPlane.Room by, MediaDiary told, MediaPage page) {
        int before = told.of(page, MediaTold.Ready.class).size();
        Await.until("how things stand", () -> greets(by, told, page, before));
        return told.of(page, MediaTold.Ready.class).getLast();
    }

    /** A plane that is still setting up greets nobody yet: the page is told when it has. */
    private static boolean greets(MediaPlane.Room by, MediaDiary told, MediaPage page, int before) {
        by.greet(page);
        return told.of(page, MediaTold.Ready.class).size() > before;
    }

    @Test
    void whoHasASeatIsToldHowThingsStandAndAgainOnEachSocket() {
        order(room, ANN);

        assertThat(greeted(room, diary, ANN).mode()).isEqualTo(plane.mode());
        assertThat(greeted(room, diary, ANN).life()).isEqualTo(greeted(room, diary, ANN).life());
    }

    @Test
    void whoHasNoSeatIsToldNothingAndNotHeard() {
        order(room, ANN);
        greeted(room, diary, ANN);

        room.greet(BEN);
        room.signal(BEN, new MediaSignal.Offer(1, Optional.empty(), "v=0"));
        room.signal(BEN, new MediaSignal.Want(Set.of(ANN.member())));
        greeted(room, diary, ANN);

        assertThat(diary.of(BEN, MediaTold.class)).isEmpty();
    }

    @Test
    void theSeatIsOneTabsAlone() {
        order(room, ANN, BEN);
        greeted(room, diary, BEN);

        room.greet(OTHER_TAB_OF_BEN);
        greeted(room, diary, ANN);
        assertThat(diary.of(OTHER_TAB_OF_BEN, MediaTold.class)).isEmpty();

        order(room, ANN, OTHER_TAB_OF_BEN);
        greeted(room, diary, OTHER_TAB_OF_BEN);
        int before = diary.of(BEN, MediaTold.class).size();
        room.greet(BEN);
        greeted(room, diary, ANN);
        assertThat(diary.of(BEN, MediaTold.class)).hasSize(before);
    }

    @Test
    void theNewestOrderIsReportedAsCarriedOut() {
        order(room, ANN, BEN);
        order(room, ANN);
        var last = order(room, ANN, BEN);

        diary.awaitHeld("all of it", held -> held.at().equals(last) && held.late().isEmpty());
        assertThat(diary.held().orElseThrow().failed()).isEmpty();
    }

    @Test
    void whoLosesHisSeatIsToldNothingMore() {
        order(room, ANN, BEN);
        greeted(room, diary, BEN);
        var last = order(room, ANN);
        diary.awaitHeld("that he is gone", held -> held.at().equals(last) && held.late().isEmpty());
        int before = diary.of(BEN, MediaTold.class).size();

        room.greet(BEN);
        greeted(room, diary, ANN);

        assertThat(diary.of(BEN, MediaTold.class)).hasSize(before);
    }

    @Test
    void aRoomThatWasLeftIsSilentAndTheNextControllerGoesOn() {
        order(room, ANN);
        var life = greeted(room, diary, ANN).life();
        room.leave();
        var next = new MediaDiary();
        var again = plane.open(session, 2, next);
        order(again, ANN);

        var now = greeted(again, next, ANN);
        assertThat(now.mode()).isEqualTo(plane.mode());
        if (plane.mode() == MediaTold.Mode.SFU) {
            assertThat(now.life()).as("what flows goes on").isEqualTo(life);
        }
        isSilent(again, next);
        room = again;
    }

    @Test
    void aRoomThatEndedIsSilentAndBeginsAnotherLife() {
        order(room, ANN);
        var life = greeted(room, diary, ANN).life();
        room.end();
        var next = new MediaDiary();
        var again = plane.open(session, 2, next);
        order(again, ANN);

        var anew = greeted(again, next, ANN);
        if (plane.mode() != MediaTold.Mode.NONE) {
            assertThat(anew.life()).isNotEqualTo(life);
        }
        isSilent(again, next);
        room = again;
    }

    /** Of the former room nothing more is heard, while the next one speaks. */
    private void isSilent(MediaPlane.Room next, MediaDiary told) {
        int before = diary.of(ANN, MediaTold.class).size();
        var held = diary.held();
        room.greet(ANN);
        order(room, ANN, BEN);
        var last = order(next, ANN);
        told.awaitHeld("the next one", each -> each.at().equals(last));
        assertThat(diary.of(ANN, MediaTold.class)).hasSize(before);
        assertThat(diary.held()).isEqualTo(held);
    }
}
