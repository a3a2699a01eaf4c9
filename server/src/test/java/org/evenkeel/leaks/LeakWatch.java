package org.evenkeel.leaks;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import io.netty.util.ResourceLeakTracker;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Collects what Netty's leak detectors report, instead of leaving it in a log that nobody reads. Any thread. Only
 * resources that the garbage collector found are reported: a buffer that somebody still holds is not a leak yet.
 */
final class LeakWatch extends ResourceLeakDetectorFactory {

    /** Netty asks for detectors while its classes load, once a JVM; so there is one watch a JVM. */
    private static final LeakWatch INSTALLED = install();

    private static final long LONGEST_COLLECTION_MILLIS = 5_000;

    private final List<WatchedDetector<?>> detectors = new CopyOnWriteArrayList<>();
    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
    private final AtomicLong tracked = new AtomicLong();
    private final AtomicLong trackedAtLastCheck = new AtomicLong();

    private static LeakWatch install() {
        var watch = new LeakWatch();
        setResourceLeakDetectorFactory(watch);
        return watch;
    }

    static LeakWatch installed() {
        return INSTALLED;
    }

    /**
     * Collects garbage and returns the leaks found since the last call; does nothing when no resource was made since.
     *
     * @throws InterruptedException when interrupted while garbage is collected
     */
    List<String> leaksSinceLastCheck() throws InterruptedException {
        if (tracked.get() == trackedAtLastCheck.get()) {
            return drained();
        }
        collectGarbage();
        detectors.forEach(WatchedDetector::reportNow);
        trackedAtLastCheck.set(tracked.get());
        return drained();
    }

    private List<String> drained() {
        List<String> found = new ArrayList<>();
        for (String leak = leaks.poll(); leak != null; leak = leaks.poll()) {
            found.add(leak);
        }
        return found;
    }

    /** Twice: references of one collection reach their queues in no promised order. */
    private static void collectGarbage() throws InterruptedException {
        for (int round = 0; round < 2; round++) {
            var queue = new ReferenceQueue<Object>();
            var sentinel = new PhantomReference<>(new Object(), queue);
            System.gc();
            if (queue.remove(LONGEST_COLLECTION_MILLIS) != sentinel) {
                throw new IllegalStateException("no garbage was collected, so leaks cannot be seen");
            }
        }
    }

    @Override
    @Deprecated
    @SuppressWarnings("deprecation") // Netty still leaves this one abstract
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> type, int interval, long maxActive) {
        return newResourceLeakDetector(type, interval);
    }

    @Override
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> type, int interval) {
        var detector = new WatchedDetector<T>(type, interval);
        detectors.add(detector);
        return detector;
    }

    private final class WatchedDetector<T> extends ResourceLeakDetector<T> {

        private WatchedDetector(Class<T> type, int interval) {
            super(type, interval);
        }

        @Override
        public ResourceLeakTracker<T> track(T resource) {
            tracked.incrementAndGet();
            return super.track(resource);
        }

        @Override
        public ResourceLeakTracker<T> trackForcibly(T resource) {
            tracked.incrementAndGet();
            return super.trackForcibly(resource);
        }

        /** A detector reports what it found when the next resource is tracked; so one is, and is closed at once. */
        @SuppressWarnings("unchecked")
        private void reportNow() {
            T probe = (T) new Object();
            ResourceLeakTracker<T> tracker = trackForcibly(probe);
            tracker.close(probe);
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String type, String records) {
            leaks.add(type + " was not released before it was collected:" + records);
        }

        @Override
        protected void reportUntracedLeak(String type) {
            leaks.add(type + " was not released before it was collected (no trace)");
        }
    }
}
