package org.evenkeel.media;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Runs tasks one after the other on a virtual thread that exists only while there are any: tasks may wait for the SFU
 * without holding anybody else up. Any thread may add.
 */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    void run(Runnable task) {
        synchronized (tasks) {
            tasks.addLast(task);
            if (running) {
                return;
            }
            running = true;
        }
        Thread.ofVirtual().name("media").start(this::work);
    }

    private void work() {
        for (var task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (JanusProblem e) {
                LOG.atWarn()
                        .addKeyValue("event", "sfu-problem")
                        .addKeyValue("code", e.code())
                        .log("the SFU did not do what was asked");
            } catch (RuntimeException | Error e) {
                // Also an Error: a lane that ended here would never run anything again.
                LOG.atError().addKeyValue("event", "media-defect").setCause(e).log("a media task failed");
            }
        }
    }

    private Runnable next() {
        synchronized (tasks) {
            var task = tasks.pollFirst();
            running = task != null;
            return task;
        }
    }
}
