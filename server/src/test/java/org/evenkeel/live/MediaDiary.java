package org.evenkeel.live;

import org.evenkeel.room.MemberId;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Writes down what a plane says of a room. Any thread. */
public final class MediaDiary implements MediaPlane.Listener {

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final List<String> signs = new CopyOnWriteArrayList<>();
    private volatile Optional<MediaPlane.Held> held = Optional.empty();
    private volatile boolean lost;
    private volatile Consumer<MediaPage> onReady = _ -> {};

    record Line(MediaPage page, MediaTold told) {}

    @Override
    public void tell(MediaPage page, MediaTold message) {
        lines.add(new Line(page, message));
        if (message instanceof MediaTold.Ready) {
            onReady.accept(page);
        }
    }

    /** What a page does as soon as it hears of the media. */
    public void onReady(Consumer<MediaPage> act) {
        onReady = act;
    }

    @Override
    public void held(MediaPlane.Held how) {
        held = Optional.of(how);
    }

    @Override
    public void sign(MemberId member, MediaSign sign, boolean on) {
        signs.add(member + " " + sign + (on ? " begins" : " ends"));
    }

    @Override
    public void lost() {
        lost = true;
    }

    public boolean isLost() {
        return lost;
    }

    public List<String> signs() {
        return List.copyOf(signs);
    }

    public Optional<MediaPlane.Held> held() {
        return held;
    }

    public <T extends MediaTold> List<T> of(MediaPage page, Class<T> kind) {
        return lines.stream()
                .filter(line -> line.page().equals(page))
                .map(Line::told)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The newest of its kind for a page, once there are so many. */
    public <T extends MediaTold> T await(MediaPage page, Class<T> kind, int count) {
        Await.until(page.member() + " is told " + kind.getSimpleName(), () -> of(page, kind).size() >= count);
        return of(page, kind).getLast();
    }

    public <T extends MediaTold> T await(MediaPage page, Class<T> kind) {
        return await(page, kind, 1);
    }

    public MediaPlane.Held awaitHeld(String what, Predicate<MediaPlane.Held> condition) {
        Await.until(what, () -> held.filter(condition).isPresent());
        return held.orElseThrow();
    }
}
